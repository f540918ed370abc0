package org.waybill.files;

import java.io.IOException;

/** More bytes came than are allowed; nothing was kept. */
public class FileTooLarge extends IOException {

  private static final long serialVersionUID = 1L;

  FileTooLarge(long limit) {
    super("More than " + limit + " bytes");
  }
}
