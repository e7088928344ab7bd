package dev.surety.validation.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import dev.surety.validation.type.LinearPattern;
import dev.surety.validation.type.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses and type-checks expressions against a contract's properties. */
public final class RuleCompiler {
  private static final String UNDEFINED_FIELD = "undefined field '";
  private static final String UNDECLARED = "undeclared reference to '";

  private final CelCompiler compiler;
  private final Set<String> fieldNames;
  private final List<String> variables;

  private RuleCompiler(CelCompiler compiler, Set<String> fieldNames, List<String> variables) {
    this.compiler = compiler;
    this.fieldNames = fieldNames;
    this.variables = variables;
  }

  /**
   * For record rules: {@code record}, typed by the contract, and {@code now}, the instant of
   * judging.
   */
  public static RuleCompiler forRecord(Node root) {
    RecordTypes types = new RecordTypes(root);
    CelCompiler compiler =
        builder()
            .setTypeProvider(types)
            .addVar("record", types.record())
            .addVar("now", SimpleType.TIMESTAMP)
            .build();
    return new RuleCompiler(compiler, types.fieldNames(), List.of("record", "now"));
  }

  /** For {@code surety.when}: {@code headers}, {@code key} and an untyped {@code record}. */
  public static RuleCompiler forConditions() {
    CelCompiler compiler =
        builder()
            .addVar("headers", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addVar("key", SimpleType.DYN)
            .addVar("record", SimpleType.DYN)
            .build();
    return new RuleCompiler(compiler, Set.of(), List.of("headers", "key", "record"));
  }

  /** For expressions outside a contract: untyped variables, and a result of a type. */
  static RuleCompiler forNames(List<String> names, CelType result) {
    CelCompilerBuilder builder = builder().setResultType(result);
    names.forEach(name -> builder.addVar(name, SimpleType.DYN));
    return new RuleCompiler(builder.build(), Set.of(), names);
  }

  private static CelCompilerBuilder builder() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(CelLimits.OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .setResultType(SimpleType.BOOL);
  }

  /** Compiles an expression that must be true or false. */
  public CompiledExpression compile(Text text) {
    String source = text.value();
    if (source.codePointCount(0, source.length()) > CelLimits.EXPRESSION_CODE_POINTS) {
      return refused(
          "cel-too-long",
          text.at(),
          "The expression is longer than " + CelLimits.EXPRESSION_CODE_POINTS + " characters.",
          "Split it into several rules.");
    }
    CelValidationResult parsed = compiler.parse(source);
    if (parsed.hasError()) {
      return refused(parsed.getErrors().stream().map(issue -> syntax(issue, text)).toList());
    }
    try {
      CelValidationResult checked = compiler.check(parsed.getAst());
      if (checked.hasError()) {
        return refused(checked.getErrors().stream().map(issue -> type(issue, text)).toList());
      }
      CelAbstractSyntaxTree ast = checked.getAst();
      List<Problem> patterns = patternProblems(ast, text);
      return patterns.isEmpty()
          ? new CompiledExpression(
              new Expression(
                  source, CelFunctions.RUNTIME.createProgram(ast), Reads.of(ast.getExpr()), ast),
              List.of())
          : refused(patterns);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("the expression was checked: " + source, e);
    }
  }

  private Problem syntax(CelIssue issue, Text text) {
    String message = issue.getMessage();
    int expecting = message.indexOf(" expecting {");
    return error(
        "cel-syntax",
        position(issue, text, ""),
        "The expression is not CEL: "
            + (expecting > 0 ? message.substring(0, expecting) : message)
            + ".",
        "");
  }

  private Problem type(CelIssue issue, Text text) {
    String message = issue.getMessage();
    if (message.startsWith(UNDEFINED_FIELD)) {
      String field = quoted(message, UNDEFINED_FIELD);
      return error(
          "cel-unknown-field",
          position(issue, text, field),
          "The contract has no property \"" + field + "\" here.",
          DidYouMean.of(field, fieldNames));
    }
    if (message.startsWith(UNDECLARED)) {
      String name = quoted(message, UNDECLARED);
      String help = DidYouMean.of(name, variables);
      return error(
          "cel-unknown-name",
          position(issue, text, ""),
          "Nothing is named \"" + name + "\".",
          help.isEmpty() ? "The variables are: " + String.join(", ", variables) + "." : help);
    }
    int candidates = message.indexOf(" (candidates:");
    return error(
        "cel-type",
        position(issue, text, ""),
        "The expression has a type error: "
            + (candidates > 0 ? message.substring(0, candidates) : message)
            + ".",
        message.contains("'_==_' applied to '(double, int)'")
                || message.contains("'_!=_' applied to '(double, int)'")
            ? "Compare a number with a number: write 1.0, not 1."
            : "");
  }

  private static String quoted(String message, String prefix) {
    int end = message.indexOf('\'', prefix.length());
    return message.substring(prefix.length(), end < 0 ? message.length() : end);
  }

  /** CEL counts columns from 0, and points to the dot or parenthesis before a field's name. */
  private static Position position(CelIssue issue, Text text, String name) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn();
    String[] lines = text.value().split("\n", -1);
    if (line < 1 || line > lines.length) {
      return text.at();
    }
    String inLine = lines[line - 1];
    if (!name.isEmpty() && column <= inLine.codePointCount(0, inLine.length())) {
      int found = inLine.indexOf(name, inLine.offsetByCodePoints(0, column));
      column = found < 0 ? column : inLine.codePointCount(0, found);
    }
    return text.position(line, column + 1);
  }

  private static List<Problem> patternProblems(CelAbstractSyntaxTree ast, Text text) {
    List<Problem> problems = new ArrayList<>();
    CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .map(node -> node.expr())
        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
        .filter(expr -> expr.call().function().equals("matches"))
        .map(expr -> expr.call().args().get(expr.call().args().size() - 1))
        .filter(argument -> argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
        .filter(argument -> argument.constant().getKind() == CelConstant.Kind.STRING_VALUE)
        .forEach(
            argument -> {
              try {
                LinearPattern.compileRe2(argument.constant().stringValue());
              } catch (LinearPattern.Refused e) {
                int offset = ast.getSource().getPositionsMap().getOrDefault(argument.id(), 0);
                problems.add(
                    error(
                        e.code(),
                        position(text, offset),
                        String.valueOf(e.getMessage()),
                        "Patterns in CEL are RE2: no lookaround, no backreferences."));
              }
            });
    return problems;
  }

  private static Position position(Text text, int codePointOffset) {
    String value = text.value();
    String before = value.substring(0, value.offsetByCodePoints(0, codePointOffset));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    return text.position(line, 1 + inLine.codePointCount(0, inLine.length()));
  }

  private static CompiledExpression refused(String code, Position at, String message, String help) {
    return refused(List.of(error(code, at, message, help)));
  }

  private static CompiledExpression refused(List<Problem> problems) {
    return new CompiledExpression(null, problems);
  }

  private static Problem error(String code, Position at, String message, String help) {
    return new Problem(Problem.Severity.ERROR, code, at, message, help, "");
  }
}
