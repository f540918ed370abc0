package org.waybill.agent;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.text.CallerText;

/**
 * Answers sums, in English and German: {@code what is 12 * (3 + 4)?}, {@code 15 % of 80}, {@code
 * Wurzel aus 16}. The whole question must be a sum; anything else is not for this class.
 */
final class Arithmetic {

  /** Longer questions are no sums, whatever they say. */
  private static final int LONGEST_QUESTION = 2_000;

  private static final int LONGEST = 200;
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  /** Longer phrases before their parts. */
  private static final List<String> LEADS =
      List.of(
          "please|bitte|what's|what is|what are|how much is|how much are|calculate|compute|solve"
              .concat("|tell me|was ist|was sind|was ergibt|was macht|wie viel ist|wie viel sind")
              .concat("|wie viel ergibt|wie viel macht|wieviel ist|wieviel sind|wieviel ergibt")
              .concat("|wieviel macht|berechne|rechne aus|rechne|the|die|result of|ergebnis von")
              .split("\\|"));

  /** In this order: longer phrases before their parts. */
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("plus|und", "+"),
          Map.entry("minus|weniger", "-"),
          Map.entry("times|multiplied by|mal|multipliziert mit", "*"),
          Map.entry("divided by|geteilt durch|dividiert durch|durch|over", "/"),
          Map.entry("to the power of|hoch", "^"),
          Map.entry("squared|zum quadrat", "^2"),
          Map.entry("percent of|per cent of|prozent von", "% of"),
          Map.entry("percent|per cent|prozent", "%"),
          Map.entry("(?:square )?root of|(?:quadrat)?wurzel (?:aus|von)", "√"));

  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(\\d[\\d.,]*)|(% ?(?:of|von)\\b)|(\\*\\*|[-+*/^%()√]))");

  /** A date or a telephone number, not a subtraction. */
  private static final Pattern DASHED = Pattern.compile("\\d+(?:-\\d+){2,}");

  private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
  private static final Pattern PLAIN = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern GERMAN = Pattern.compile("\\d{1,3}(?:\\.\\d{3})*,\\d+|\\d+,\\d+");

  private final List<String> tokens;
  private int at;

  private Arithmetic(List<String> tokens) {
    this.tokens = tokens;
  }

  /** The sum with its result, or empty if the question is no sum. */
  static Optional<String> answer(String question) {
    if (question.length() > LONGEST_QUESTION) {
      return Optional.empty();
    }
    String sum = sumIn(question);
    boolean other = sum.length() > LONGEST || DASHED.matcher(sum).matches();
    List<String> tokens = other ? List.of() : tokens(sum);
    boolean worthIt = tokens.stream().anyMatch(t -> !isNumber(t) && !t.equals("-"));
    if (!worthIt && tokens.size() < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(sum + " = " + show(new Arithmetic(tokens).whole()));
    } catch (NoSum e) {
      return Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(sum + " has no result: " + e.getMessage() + ".");
    }
  }

  private static String sumIn(String question) {
    String text = CallerText.lowerCase(question.strip());
    text = CallerText.withoutEnd(text, c -> CallerText.isSpace(c) || "?=.!".indexOf(c) >= 0);
    text = LeadInPhrases.without(text, LEADS);
    if (text.length() > LONGEST) {
      return text;
    }
    text = text.replace('×', '*').replace('·', '*').replace('÷', '/').replace('−', '-');
    text = text.replaceAll("(?<=\\d) ?x ?(?=[\\d(])", " * ");
    for (var word : WORDS) {
      text =
          text.replaceAll(
              "(?<![\\p{L}])(?:" + word.getKey() + ")(?![\\p{L}])",
              Matcher.quoteReplacement(word.getValue()));
    }
    return text.strip().replaceAll("\\s+", " ").replace(" ^2", "^2");
  }

  /** The tokens, or none if there is anything else in the text. */
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      String token = matcher.group().strip();
      tokens.add(
          token.equals("**")
              ? "^"
              : token.startsWith("% ") || token.matches("%(of|von)") ? "%of" : token);
      end = matcher.end();
    }
    return end == text.length() ? tokens : List.of();
  }

  private BigDecimal whole() {
    BigDecimal result = sum(0);
    if (at < tokens.size()) {
      throw new NoSum();
    }
    return result;
  }

  private BigDecimal sum(int depth) {
    BigDecimal value = product(depth);
    while (true) {
      if (take("+")) {
        value = value.add(product(depth), PRECISION);
      } else if (take("-")) {
        value = value.subtract(product(depth), PRECISION);
      } else {
        return value;
      }
    }
  }

  private BigDecimal product(int depth) {
    BigDecimal value = signed(depth);
    while (true) {
      if (take("*")) {
        value = value.multiply(signed(depth), PRECISION);
      } else if (take("/")) {
        value = divide(value, signed(depth));
      } else if (take("%of")) {
        value = value.movePointLeft(2).multiply(signed(depth), PRECISION);
      } else {
        return value;
      }
    }
  }

  private BigDecimal signed(int depth) {
    if (depth > LONGEST) {
      throw new NoSum();
    }
    return take("-") ? signed(depth + 1).negate() : power(depth);
  }

  private BigDecimal power(int depth) {
    BigDecimal base = atom(depth);
    if (take("^")) {
      return raise(base, signed(depth + 1));
    }
    return take("%") ? base.movePointLeft(2) : base;
  }

  private BigDecimal atom(int depth) {
    if (take("√")) {
      return root(atom(depth + 1));
    }
    if (take("(")) {
      BigDecimal inner = sum(depth + 1);
      if (!take(")")) {
        throw new NoSum();
      }
      return inner;
    }
    if (at < tokens.size() && isNumber(tokens.get(at))) {
      return number(tokens.get(at++));
    }
    throw new NoSum();
  }

  private boolean take(String token) {
    boolean there = at < tokens.size() && tokens.get(at).equals(token);
    at += there ? 1 : 0;
    return there;
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new ArithmeticException("division by zero is not defined");
    }
    return a.divide(b, PRECISION);
  }

  private static BigDecimal raise(BigDecimal base, BigDecimal exponent) {
    if (exponent.stripTrailingZeros().scale() > 0 || exponent.abs().intValue() > 999) {
      throw new ArithmeticException("only whole-number exponents up to 999 are supported");
    }
    BigDecimal power = base.pow(exponent.abs().intValueExact(), PRECISION);
    return exponent.signum() < 0 ? divide(BigDecimal.ONE, power) : power;
  }

  private static BigDecimal root(BigDecimal of) {
    if (of.signum() < 0) {
      throw new ArithmeticException("a negative number has no real root");
    }
    return of.sqrt(PRECISION);
  }

  private static boolean isNumber(String token) {
    return Character.isDigit(token.charAt(0));
  }

  private static BigDecimal number(String token) {
    if (THOUSANDS.matcher(token).matches()) {
      return new BigDecimal(token.replace(",", ""));
    }
    if (PLAIN.matcher(token).matches()) {
      return new BigDecimal(token);
    }
    if (GERMAN.matcher(token).matches()) {
      return new BigDecimal(token.replace(".", "").replace(',', '.'));
    }
    throw new NoSum();
  }

  private static String show(BigDecimal value) {
    BigDecimal rounded =
        value.round(new MathContext(12, RoundingMode.HALF_UP)).stripTrailingZeros();
    return rounded.precision() - rounded.scale() > 18
        ? rounded.toString()
        : rounded.toPlainString();
  }

  /** The text only looked like a sum. */
  private static final class NoSum extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSum() {
      super(null, null, false, false);
    }
  }
}
