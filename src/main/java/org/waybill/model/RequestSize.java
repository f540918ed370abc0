package org.waybill.model;

/**
 * How much a model has to read. Images are counted apart: their bytes say nothing of their tokens.
 *
 * @param characters of the request without its images
 */
record RequestSize(int characters, int images) {

  private static final int FEWEST_CHARACTERS_OF_A_TOKEN = 2;
  private static final int USUAL_CHARACTERS_OF_A_TOKEN = 4;

  /** Providers count from some hundreds to 26,000 for a picture of 1,024 by 1,024 pixels. */
  private static final int MOST_TOKENS_OF_AN_IMAGE = 30_000;

  private static final int USUAL_TOKENS_OF_AN_IMAGE = 1_500;

  /**
   * @param body the request's text
   */
  static RequestSize of(ModelCall call, String body) {
    int images = 0;
    int encoded = 0;
    for (ModelMessage message : call.messages()) {
      if (message instanceof ModelMessage.FromUser user) {
        images += user.images().size();
        encoded += user.images().stream().mapToInt(ModelImage::encodedLength).sum();
      }
    }
    return new RequestSize(body.length() - encoded, images);
  }

  /** The most tokens that it can have. */
  long mostTokens() {
    return characters / FEWEST_CHARACTERS_OF_A_TOKEN + (long) images * MOST_TOKENS_OF_AN_IMAGE;
  }

  /** An estimate, where the model does not count. */
  long usualTokens() {
    return characters / USUAL_CHARACTERS_OF_A_TOKEN + (long) images * USUAL_TOKENS_OF_AN_IMAGE;
  }
}
