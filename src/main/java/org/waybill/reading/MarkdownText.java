package org.waybill.reading;

import org.commonmark.node.Block;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * The text of a parsed Markdown document. It walks the nodes without recursion, since the author of
 * the document decides how deep they are nested.
 */
final class MarkdownText {

  private final StringBuilder text = new StringBuilder();

  String of(Node document) {
    Node node = document;
    while (node != null) {
      enter(node);
      node = node.getFirstChild() != null ? node.getFirstChild() : following(node, document);
    }
    return text.toString();
  }

  private static Node following(Node last, Node root) {
    Node node = last;
    while (node != root && node.getNext() == null) {
      node = node.getParent();
    }
    return node == root ? null : node.getNext();
  }

  private void enter(Node node) {
    if (node instanceof Text words) {
      text.append(words.getLiteral());
    } else if (node instanceof Code code) {
      text.append(code.getLiteral());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      text.append('\n');
    } else if (node instanceof ListItem item) {
      text.append(item.getPrevious() == null ? "\n\n" : "\n").append(mark(item));
    } else if (node instanceof Heading heading) {
      text.append("\n\n").append(Headings.mark(heading.getLevel()));
    } else if (node instanceof Block block
        && !(block.getParent() instanceof ListItem && isFirst(block))) {
      text.append("\n\n").append(literal(block));
    } else if (node instanceof Block block) {
      text.append(literal(block));
    }
  }

  private static boolean isFirst(Node node) {
    return node.getPrevious() == null;
  }

  private static String mark(ListItem item) {
    boolean numbered = item.getParent() instanceof OrderedList;
    return numbered || !(item.getParent() instanceof BulletList) ? "" : "• ";
  }

  private static String literal(Block block) {
    if (block instanceof FencedCodeBlock code) {
      return code.getLiteral();
    }
    if (block instanceof IndentedCodeBlock code) {
      return code.getLiteral();
    }
    return block instanceof HtmlBlock html ? MarkupStripper.html(html.getLiteral()) : "";
  }
}
