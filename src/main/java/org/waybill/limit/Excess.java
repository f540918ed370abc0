package org.waybill.limit;

/**
 * A limit that was reached.
 *
 * @param name of what is limited, such as {@code webhooks}
 * @param scope whose it is: {@code user}, {@code tenant} or {@code task}
 * @param used what there is already
 */
public record Excess(String name, String scope, long limit, long used) {}
