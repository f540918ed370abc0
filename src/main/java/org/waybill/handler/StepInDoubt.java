package org.waybill.handler;

/**
 * An earlier attempt began an {@link TaskContext#effect effect} and ended without a result: it may
 * have happened or not. Thrown on by the handler, it lets a person decide; the task waits in {@code
 * input_required} until then.
 */
public class StepInDoubt extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final int attempt;

  /**
   * @param step the name of the effect
   * @param attempt that began it
   */
  public StepInDoubt(String step, int attempt) {
    super("Nobody knows whether '%s' was done: attempt %d began it.".formatted(step, attempt));
    this.step = step;
    this.attempt = attempt;
  }

  /** The name of the effect. */
  public String step() {
    return step;
  }

  /** The attempt that began it. */
  public int attempt() {
    return attempt;
  }
}
