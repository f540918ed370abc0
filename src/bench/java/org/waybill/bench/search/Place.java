package org.waybill.bench.search;

/** Where a hit or a citation points to. */
record Place(String document, int page) {

  @Override
  public String toString() {
    return document + ":" + page;
  }
}
