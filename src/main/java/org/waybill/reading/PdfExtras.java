package org.waybill.reading;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.waybill.text.CallerText;
import org.waybill.text.CutText;

/** What a PDF says beside its text: values of forms, comments, and names of embedded files. */
final class PdfExtras {

  private static final int MOST_FILES = 50;
  private static final int MOST_ANNOTATIONS = 2_000;
  private static final int DEEPEST = 50;
  private static final int LONGEST = 5_000;

  private PdfExtras() {}

  /** A paragraph for each value and comment of a page. */
  static String ofPage(PDPage page) {
    StringBuilder text = new StringBuilder();
    for (PDAnnotation each : annotations(page)) {
      String line = each instanceof PDAnnotationWidget ? field(each.getCOSObject()) : comment(each);
      if (!line.isBlank()) {
        text.append("\n\n").append(CutText.of(Headings.unmarked(line), LONGEST));
      }
    }
    return text.toString();
  }

  private static List<PDAnnotation> annotations(PDPage page) {
    try {
      List<PDAnnotation> all = page.getAnnotations();
      return all.subList(0, Math.min(all.size(), MOST_ANNOTATIONS));
    } catch (IOException | RuntimeException e) {
      // Damaged ones do not keep anybody from reading the page.
      rethrowLimits(e);
      return List.of();
    }
  }

  private static String comment(PDAnnotation annotation) {
    if (!(annotation instanceof PDAnnotationMarkup)) {
      return "";
    }
    String by = annotation.getCOSObject().getString(COSName.T);
    String said = annotation.getContents();
    return said == null || said.isBlank()
        ? ""
        : "Comment" + (by == null || by.isBlank() ? "" : " (" + by + ")") + ": " + said;
  }

  /** A field's name and value; both may stand in the fields above it. */
  private static String field(COSDictionary widget) {
    COSBase value = inherited(widget, COSName.V);
    String shown = value(value);
    if (shown.isBlank() || value instanceof COSName && !isChosen(widget, shown)) {
      return "";
    }
    COSDictionary named = widget;
    for (int i = 0; i < DEEPEST && named != null; i++) {
      String name = named.getString(COSName.TU, named.getString(COSName.T));
      if (name != null && !name.isBlank()) {
        return name + ": " + shown;
      }
      named = named.getCOSDictionary(COSName.PARENT);
    }
    return shown;
  }

  /** Of several buttons with one value, the one that is on. */
  private static boolean isChosen(COSDictionary widget, String value) {
    String state = widget.getNameAsString(COSName.AS, value);
    return !value.equals("Off") && state.equals(value);
  }

  private static COSBase inherited(COSDictionary from, COSName key) {
    COSDictionary at = from;
    for (int i = 0; i < DEEPEST && at != null; i++) {
      COSBase value = at.getDictionaryObject(key);
      if (value != null) {
        return value;
      }
      at = at.getCOSDictionary(COSName.PARENT);
    }
    return null;
  }

  private static String value(COSBase value) {
    if (value instanceof COSString text) {
      return text.getString();
    }
    if (value instanceof COSName name) {
      return name.getName();
    }
    if (value instanceof COSArray several) {
      StringJoiner all = new StringJoiner(", ");
      for (int i = 0; i < Math.min(several.size(), DEEPEST); i++) {
        all.add(value(several.getObject(i) instanceof COSString text ? text : null));
      }
      return all.toString();
    }
    return "";
  }

  /** The names of embedded files, which are not read. */
  static Set<String> files(PDDocument document) {
    Set<String> names = new LinkedHashSet<>();
    try {
      PDDocumentNameDictionary all = document.getDocumentCatalog().getNames();
      if (all != null && all.getEmbeddedFiles() != null) {
        addFiles(all.getEmbeddedFiles(), 0, names);
      }
    } catch (IOException | RuntimeException e) {
      // Damaged names of files do not keep anybody from reading the text.
      rethrowLimits(e);
    }
    return names;
  }

  private static void rethrowLimits(Exception e) {
    if (e instanceof UnreadableDocument limit) {
      throw limit;
    }
    if (e instanceof Budget.Stopped stopped) {
      throw stopped;
    }
  }

  private static void addFiles(
      PDNameTreeNode<PDComplexFileSpecification> node, int depth, Set<String> names)
      throws IOException {
    Map<String, PDComplexFileSpecification> here = node.getNames();
    if (here != null) {
      for (Map.Entry<String, PDComplexFileSpecification> each : here.entrySet()) {
        String name = each.getValue() == null ? null : each.getValue().getFilename();
        add(names, name == null ? each.getKey() : name);
      }
    }
    if (node.getKids() != null && depth < DEEPEST && names.size() < MOST_FILES) {
      for (PDNameTreeNode<PDComplexFileSpecification> kid : node.getKids()) {
        addFiles(kid, depth + 1, names);
      }
    }
  }

  /** The names of files that are attached to a place on the page. */
  static Set<String> files(PDPage page) {
    Set<String> names = new LinkedHashSet<>();
    for (PDAnnotation each : annotations(page)) {
      if (each instanceof PDAnnotationFileAttachment attached) {
        try {
          add(names, attached.getFile() == null ? null : attached.getFile().getFile());
        } catch (IOException e) {
          add(names, null);
        }
      }
    }
    return names;
  }

  private static void add(Set<String> names, String name) {
    String shown = name == null ? "" : CallerText.withSingleSpaces(Headings.unmarked(name));
    if (names.size() < MOST_FILES && !shown.isEmpty()) {
      names.add(CutText.of(shown, 200));
    }
  }
}
