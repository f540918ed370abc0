package org.waybill.api.documents;

import java.util.Locale;
import org.waybill.document.Document;
import org.waybill.text.CutText;
import org.waybill.text.FileNames;

/** Names of uploaded files, for display only. */
final class FileName {

  private FileName() {}

  /** The last part of a path, since some browsers send all of it. */
  static String of(String path) {
    String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String shown = FileNames.clean(last).replace('[', '(').replace(']', ')').strip();
    String name = shown.isEmpty() ? "document" : shown;
    return name.length() <= Document.LONGEST_NAME ? name : shortened(name);
  }

  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot < 12 ? name.substring(dot) : "";
    return CutText.begin(name, Document.LONGEST_NAME - ending.length())
        + ending.toLowerCase(Locale.ROOT);
  }
}
