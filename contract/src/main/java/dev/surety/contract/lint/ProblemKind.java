package dev.surety.contract.lint;

import dev.surety.contract.Problem.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Every kind of problem that a contract can have. The names are stable: baselines and build servers
 * know problems by them. {@code docs/reference/lint.md} is generated from this table.
 */
public enum ProblemKind {
  // The file.
  FILE_NOT_FOUND(Group.FILE, "There is no such file.", "Check the name and the directory."),
  FILE_UNREADABLE(
      Group.FILE,
      "The file is there and cannot be read.",
      "Check that it is a file, and its permissions."),
  FILE_TOO_LARGE(Group.FILE, "The file has more than 4 MiB.", "Split the contract."),
  EMPTY_FILE(Group.FILE, "The file holds nothing.", "Write a contract, or remove the file."),
  ENCODING(Group.FILE, "The file is not UTF-8 without a byte order mark.", "Save it as UTF-8."),
  CONTROL_CHARACTER(
      Group.FILE,
      "The file holds a character that YAML does not allow.",
      "Remove it, or write an escape in double quotes."),
  YAML_SYNTAX(
      Group.FILE,
      "The file is not YAML.",
      "Correct it at the caret; indentation and quotes are the usual causes."),
  YAML_VERSION(
      Group.FILE,
      "The file says that it is of another version of YAML.",
      "Remove the %YAML line: files are read as YAML 1.2."),
  TAB(Group.FILE, "A tab indents.", "Indent with spaces."),
  TAG(Group.FILE, "A value has a YAML tag.", "Remove the tag."),
  MERGE_KEY(Group.FILE, "A mapping uses the merge key <<.", "Write the keys themselves."),
  COMPLEX_KEY(Group.FILE, "A key is a list or a mapping.", "A key is a word."),
  EMPTY_KEY(Group.FILE, "A key is empty.", "Name it, or remove it."),
  DUPLICATE_KEY(Group.FILE, "A mapping has the same key twice.", "Remove one of the two."),
  UNKNOWN_ALIAS(
      Group.FILE,
      "An alias refers to an anchor that is not there.",
      "Define the anchor before it, or quote the text."),
  CYCLIC_ALIAS(Group.FILE, "An alias stands inside of what it refers to.", "Write the value out."),
  SEVERAL_DOCUMENTS(
      Group.FILE, "The file holds more than one YAML document.", "One file, one contract."),
  TOO_DEEP(Group.FILE, "Values are nested deeper than 64 levels.", "Flatten the document."),
  TOO_MANY_VALUES(
      Group.FILE,
      "The file holds more than 200,000 values, aliases counted in full.",
      "Split the contract."),
  TOO_MANY_PROBLEMS(
      Group.FILE,
      Level.BOTH,
      "There are more problems than are shown.",
      "Correct the ones above first."),
  // The structure of the standard.
  UNSUPPORTED_VERSION(
      Group.STRUCTURE,
      "The apiVersion is none that can be read.",
      "Write v3.0.0 to v3.0.2, v3.1.0 or v3.2.0."),
  NEWER_VERSION(
      Group.STRUCTURE,
      Level.WARNING,
      "A word came with a later version of the standard than apiVersion says.",
      "Raise apiVersion, or leave the word out."),
  UNKNOWN_KEY(
      Group.STRUCTURE,
      Level.BOTH,
      "The standard does not know the key here; an error where its schema closes the mapping.",
      "Correct the spelling, move the key, or use customProperties."),
  MISSING_KEY(Group.STRUCTURE, "A key that must be there is not.", "Add it."),
  WRONG_TYPE(
      Group.STRUCTURE,
      "A value is of another type than its key needs.",
      "Write the type that the message names; quote what is a text."),
  EMPTY_VALUE(Group.STRUCTURE, "A value is empty.", "Fill it in, or remove the key."),
  INVALID_VALUE(
      Group.STRUCTURE,
      "A value does not have the form that its key needs.",
      "Write it as the message shows."),
  UNKNOWN_VALUE(
      Group.STRUCTURE,
      "A word is none of those that its key may have.",
      "Use one of the words that are listed."),
  OUT_OF_RANGE(
      Group.STRUCTURE,
      "A number is beyond what its key may have.",
      "Choose a number inside of the range."),
  DUPLICATE_NAME(
      Group.STRUCTURE,
      "Two objects, properties, rules or settings have one name.",
      "Rename or remove one of them."),
  DUPLICATE_VALUE(Group.STRUCTURE, "A list has the same value twice.", "Remove one of the two."),
  SEVERAL_OPERATORS(
      Group.STRUCTURE, "A quality rule has more than one operator.", "Write one rule for each."),
  UNEQUAL_REFERENCES(
      Group.STRUCTURE,
      "from and to of a relationship are of different lengths.",
      "Give each property its counterpart."),
  UNKNOWN_SETTING(
      Group.STRUCTURE, "There is no surety.* setting of that name.", "Correct the spelling."),
  MISPLACED_SETTING(
      Group.STRUCTURE,
      "A surety.* setting stands where it has no meaning.",
      "Move it to where the message says."),
  NO_SCHEMA(
      Group.STRUCTURE,
      Level.WARNING,
      "The contract has no schema, so nothing can be enforced.",
      "Describe the records under schema."),
  // What is enforced.
  NOT_SUPPORTED_YET(
      Group.ENFORCED,
      "The pipeline is asked to enforce what this version cannot.",
      "Remove it, or do what the message says."),
  NOT_ENFORCED_YET(
      Group.ENFORCED,
      Level.WARNING,
      "What constrains records here is not enforced by this version; surety run refuses the contract.",
      "Nothing, if the contract only describes; else remove it."),
  PRIMARY_KEY_NOT_ENFORCED(
      Group.ENFORCED,
      Level.WARNING,
      "That primary keys are unique is not checked.",
      "Write required: true to refuse records without one."),
  PHYSICAL_NAME_NOT_USED(
      Group.ENFORCED,
      Level.WARNING,
      "A property's physicalName differs from its name; JSON members are found by name.",
      "Make them equal, or take it as information."),
  AMBIGUOUS_TOPIC(
      Group.ENFORCED,
      "Two schema objects claim every record of a topic.",
      "Say with surety.when which records each describes."),
  UNREACHABLE_OBJECT(
      Group.ENFORCED,
      "No record reaches a schema object: one before it claims all of them.",
      "Make the surety.when conditions differ, or change the order."),
  WHEN_NEVER_HOLDS(
      Group.ENFORCED,
      "A surety.when is true of no record.",
      "Correct the condition, or remove the object."),
  NO_OBJECT_ON_TOPIC(
      Group.ENFORCED,
      "The contract describes no record of a topic that a pipeline reads.",
      "Correct the topic in the pipeline or physicalName in the contract."),
  // Types, bounds, patterns and formats.
  CONTRADICTION(
      Group.VALUES,
      "Constraints of a property leave no value that keeps them all.",
      "Widen one of those that the message names."),
  UNREACHABLE_ENUM_VALUE(
      Group.VALUES,
      Level.WARNING,
      "An enum value breaks the other constraints of its property.",
      "Remove the value, or widen the constraint."),
  EXAMPLE_BREAKS_PROPERTY(
      Group.VALUES,
      Level.WARNING,
      "An example would be rejected as a value of its property.",
      "Correct the example or the constraint."),
  BAD_MAP_KEY(
      Group.VALUES,
      "A map's key is of a type that no JSON member name can have.",
      "Use a scalar type."),
  BAD_MULTIPLE_OF(Group.VALUES, "multipleOf is not greater than 0.", "Write a positive number."),
  BAD_BOUND(
      Group.VALUES,
      "A bound of a date, timestamp or time cannot be read.",
      "Write the bound like the values."),
  BOUND_OFFSET(
      Group.VALUES,
      Level.WARNING,
      "A bound has an offset with a colon where values have none.",
      "Write xxx instead of Z in the format, if values have a colon."),
  UNKNOWN_FORMAT(
      Group.VALUES,
      "There is no such format for the type.",
      "Use one of those that the message lists."),
  UNKNOWN_TIMEZONE(
      Group.VALUES,
      "There is no such time zone.",
      "Write a name of the IANA database such as Europe/Paris."),
  FORMAT_SYNTAX(
      Group.VALUES,
      "A date format is not a pattern of java.time.",
      "Correct it, or leave it out for ISO 8601."),
  FORMAT_INCOMPLETE(
      Group.VALUES, "A date format leaves open what moment is meant.", "Add the missing letters."),
  FORMAT_WEEK_YEAR(
      Group.VALUES,
      "A date format uses YYYY, which is the year of the week.",
      "Write yyyy or uuuu."),
  FORMAT_DAY_OF_YEAR(
      Group.VALUES, "A date format uses DD, which is the day of the year.", "Write dd."),
  FORMAT_READ_AS_ISO(
      Group.VALUES,
      Level.WARNING,
      "A date format is the illustration of the standard's text and is read as ISO 8601.",
      "Leave it out, or write a java.time pattern."),
  PATTERN_SYNTAX(
      Group.VALUES,
      "A pattern is not a regular expression of ECMA-262.",
      "Correct it at the caret."),
  PATTERN_NOT_LINEAR(
      Group.VALUES,
      "A pattern needs backtracking (lookaround, backreferences), so a hostile record could stop the pipeline.",
      "Write it without, or put the condition into a record rule."),
  PATTERN_TOO_LARGE(
      Group.VALUES,
      "A pattern is too large once compiled.",
      "Use smaller counts; maxLength bounds a length."),
  // Rules.
  CEL_SYNTAX(Group.RULES, "An expression is not CEL.", "Correct it at the caret."),
  CEL_TYPE(
      Group.RULES,
      "An expression uses a value as another type than it has.",
      "Compare like with like: 1.0 for a number, timestamp(...) for a time."),
  CEL_UNKNOWN_FIELD(
      Group.RULES,
      "An expression reads a property that the contract does not have.",
      "Correct the name, or add the property."),
  CEL_UNKNOWN_NAME(
      Group.RULES,
      "An expression uses a name that means nothing.",
      "Rules have record and now; surety.when has headers, key and record."),
  CEL_TOO_LONG(Group.RULES, "An expression is too long.", "Split it into several rules."),
  RULE_NEVER_FAILS(
      Group.RULES,
      Level.WARNING,
      "What is said of the properties already makes a rule true, so it checks nothing.",
      "Remove the rule, or correct it."),
  RULE_NEVER_HOLDS(
      Group.RULES,
      Level.BOTH,
      "No record can keep a rule; an error when it rejects, a warning when it only counts.",
      "Compare it with the types, bounds and enum values of what it reads."),
  // Names.
  UNKNOWN_PROPERTY(
      Group.NAMES,
      "Something names a property that is not there: required members, settings, arguments of quality rules, consumers.",
      "Correct the name, or add the property."),
  DANGLING_REFERENCE(
      Group.NAMES,
      Level.BOTH,
      "A relationship or SLA leads to nothing: an error for a property of a known object, a warning for an object that may be another contract's.",
      "Correct the reference; file.yaml#/schema/... leads to another contract."),
  // What people agree.
  NO_OWNER(
      Group.PEOPLE,
      Level.WARNING,
      "Nobody owns the contract.",
      "Name a team or its members under team."),
  DEPRECATED_WITHOUT_DATE(
      Group.PEOPLE,
      Level.WARNING,
      "Something is deprecated and nobody is told until when it is there.",
      "Add surety.removal_date to its customProperties; for the contract, endOfSupport or endOfLife to slaProperties."),
  SLA_UNIT(
      Group.PEOPLE,
      Level.WARNING,
      "A time in slaProperties has no unit, or one that is none.",
      "Write ms, s, m, h, d, w, month or y, or the words."),
  SLA_VALUE(
      Group.PEOPLE,
      Level.BOTH,
      "An SLA has a value that makes no sense: negative, above 100 percent, an end before the beginning (errors), or no number or date (warnings).",
      "Write a number with a unit, or a date.");

  /** Where a kind belongs in the reference. */
  public enum Group {
    FILE("The file"),
    STRUCTURE("The structure of the standard"),
    ENFORCED("What is enforced"),
    VALUES("Types, bounds, patterns and formats"),
    RULES("Rules"),
    NAMES("Names"),
    PEOPLE("What people agree");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** The heading of the group. */
    public String title() {
      return title;
    }
  }

  private enum Level {
    ERROR(Set.of(Severity.ERROR)),
    WARNING(Set.of(Severity.WARNING)),
    BOTH(Set.of(Severity.ERROR, Severity.WARNING));

    private final Set<Severity> severities;

    Level(Set<Severity> severities) {
      this.severities = severities;
    }
  }

  private final Group group;
  private final Level level;
  private final String sentence;
  private final String fix;

  ProblemKind(Group group, String sentence, String fix) {
    this(group, Level.ERROR, sentence, fix);
  }

  ProblemKind(Group group, Level level, String sentence, String fix) {
    this.group = group;
    this.level = level;
    this.sentence = sentence;
    this.fix = fix;
  }

  /** The kind with this code. */
  public static Optional<ProblemKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** The name in {@link dev.surety.contract.Problem#code}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Group group() {
    return group;
  }

  /** How severe it may be: of some kinds, some are errors and others warnings. */
  public Set<Severity> severities() {
    return level.severities;
  }

  /** What is wrong, in one sentence. */
  public String sentence() {
    return sentence;
  }

  /** How to correct it. */
  public String fix() {
    return fix;
  }
}
