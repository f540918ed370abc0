package org.waybill.agent;

import com.fathzer.soft.javaluator.AbstractEvaluator;
import com.fathzer.soft.javaluator.BracketPair;
import com.fathzer.soft.javaluator.Operator;
import com.fathzer.soft.javaluator.Operator.Associativity;
import com.fathzer.soft.javaluator.Parameters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calculates with decimals of 34 digits: an expression, or a sum that is asked in English or German
 * ({@code 15 % of 80}, {@code Wurzel aus 16}). The whole question must be a sum.
 */
public final class Calculator extends AbstractEvaluator<BigDecimal> implements QuestionTool {

  private static final MathContext PRECISION = MathContext.DECIMAL128;
  private static final BigDecimal LARGEST_EXPONENT = new BigDecimal(999);

  /** In this order: longer phrases before their parts. */
  private static final String[][] WORDS = {
    {
      "^(?:(?:what(?:'s| is| are)|how much (?:is|are)|calculate|compute|solve|the|result of"
          + "|was (?:ist|sind|ergibt|macht)|wie ?viel (?:ist|sind|ergibt|macht)|berechne"
          + "|rechne(?: aus)?|die|ergebnis von)[ :,]+)+",
      ""
    },
    {"plus|und", "+"},
    {"minus|weniger|−", "-"},
    {"times|multiplied by|mal|multipliziert mit|×|·", "*"},
    {"(?<=\\d) ?x ?(?=[\\d(])", " * "},
    {"(?:divided|geteilt|dividiert) (?:by|durch)|durch|over|÷", "/"},
    {"to the power of|hoch|\\*\\*", "^"},
    {" ?(?:squared|zum quadrat)", "^2"},
    {"per ?cent|prozent", "%"},
    {"(?:square )?root of|(?:quadrat)?wurzel (?:aus|von)", "√"},
    {"\\s+", " "},
  };

  /** An operation, and not just dashes as in a date or a telephone number. */
  private static final Pattern SUM =
      Pattern.compile("(?!\\d+(?:-\\d+){2,}$).*(?:[+*/^%√]|[\\d)] ?-).*");

  /** What the library would read in some other order instead of rejecting it. */
  private static final Pattern MISPLACED =
      Pattern.compile("\\)\\s*[\\d.√(]|[\\d%.]\\s*[√(]|[-+*/^√(]\\s*(?:\\)|$)");

  private static final Pattern ENGLISH =
      Pattern.compile("(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?");
  private static final Pattern GERMAN = Pattern.compile("(?:\\d{1,3}(?:\\.\\d{3})*|\\d+),\\d+");

  public Calculator() {
    super(parameters());
  }

  /** A sign binds as an exponent does: -2^2 is -4, and 2^-1 is 0.5. */
  private static Parameters parameters() {
    Parameters parameters = new Parameters();
    parameters.addExpressionBracket(BracketPair.PARENTHESES);
    parameters.addOperators(
        List.of(
            new Operator("+", 2, Associativity.LEFT, 1),
            new Operator("-", 2, Associativity.LEFT, 1),
            new Operator("*", 2, Associativity.LEFT, 2),
            new Operator("/", 2, Associativity.LEFT, 2),
            new Operator("-", 1, Associativity.RIGHT, 3),
            new Operator("^", 2, Associativity.RIGHT, 3),
            new Operator("√", 1, Associativity.RIGHT, 4)));
    return parameters;
  }

  @Override
  public Skill skill() {
    return Skill.ARITHMETIC;
  }

  @Override
  public Optional<String> answer(String question) {
    String sum = QuestionTool.core(question);
    for (String[] word : WORDS) {
      String pattern = "(?<!\\p{L})(?:" + word[0] + ")(?!\\p{L})";
      sum = sum.replaceAll(pattern, Matcher.quoteReplacement(word[1])).strip();
    }
    if (!SUM.matcher(sum).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(sum + " = " + show(evaluate(sum)));
    } catch (ArithmeticException e) {
      return Optional.of(sum + " has no result: " + e.getMessage() + ".");
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The value of an expression of numbers, {@code + - * / ^ √ %} and parentheses.
   *
   * @throws IllegalArgumentException if it is no such expression, or longer than 200 characters
   * @throws ArithmeticException if it has no value
   */
  @Override
  public BigDecimal evaluate(String expression, Object context) {
    if (expression.length() > LONGEST || MISPLACED.matcher(expression).find()) {
      throw new IllegalArgumentException("not an expression of at most 200 characters");
    }
    return super.evaluate(expression.replaceAll("% ?(?:of|von)(?!\\p{L})", "% *"), context);
  }

  @Override
  protected BigDecimal toValue(String literal, Object context) {
    String number = literal.replaceFirst("\\s*%$", "");
    boolean english = ENGLISH.matcher(number).matches();
    if (!english && !GERMAN.matcher(number).matches()) {
      throw new NumberFormatException(literal);
    }
    String plain = english ? number.replace(",", "") : number.replace(".", "").replace(',', '.');
    return new BigDecimal(plain).movePointLeft(literal.endsWith("%") ? 2 : 0);
  }

  @Override
  protected BigDecimal evaluate(Operator operator, Iterator<BigDecimal> operands, Object context) {
    BigDecimal first = operands.next();
    return switch (operator.getSymbol()) {
      case "+" -> first.add(operands.next(), PRECISION);
      case "-" -> operands.hasNext() ? first.subtract(operands.next(), PRECISION) : first.negate();
      case "*" -> first.multiply(operands.next(), PRECISION);
      case "/" -> first.divide(operands.next(), PRECISION);
      case "^" -> first.pow(exponent(operands.next()), PRECISION);
      default -> first.sqrt(PRECISION);
    };
  }

  private static int exponent(BigDecimal value) {
    if (value.stripTrailingZeros().scale() > 0 || value.abs().compareTo(LARGEST_EXPONENT) > 0) {
      throw new ArithmeticException("only whole-number exponents up to 999 are supported");
    }
    return value.intValueExact();
  }

  /** With all digits before the point and at least 12 in sum; a power of ten where it is long. */
  public static String show(BigDecimal value) {
    MathContext shown = new MathContext(Math.max(12, value.precision() - value.scale()));
    BigDecimal rounded = value.round(shown).stripTrailingZeros();
    boolean isShort = Math.abs(rounded.scale()) <= PRECISION.getPrecision();
    return isShort ? rounded.toPlainString() : rounded.toString();
  }
}
