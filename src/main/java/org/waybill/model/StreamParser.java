package org.waybill.model;

import java.io.IOException;
import java.util.function.Consumer;

/** Reads one answer, line by line. */
interface StreamParser {

  /**
   * @param pieces receives text as it comes
   * @return false if the answer is complete and the rest need not be read
   * @throws IOException if the line is none of this format, or says that the model failed
   * @throws ModelFailure if it says that the model is overloaded
   */
  boolean read(String line, Consumer<String> pieces) throws IOException;

  /**
   * The answer, when the stream has ended.
   *
   * @throws IOException if it is not whole
   */
  StreamedReply end() throws IOException;
}
