package dev.surety.validation;

import dev.surety.contract.Contract;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentProperty;
import dev.surety.contract.document.EnumValue;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.ReferenceValidator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that a contract itself gives for a property, judged as the values of records are: examples
 * that break the property, and enum values that no record can have.
 */
final class SampleLint {
  private static final String NAME = "value";

  private final Contract contract;
  private final Problems problems;
  private final Map<Position, Property> properties = new HashMap<>();
  private final Set<Position> done = new HashSet<>();

  SampleLint(Contract contract, Problems problems) {
    this.contract = contract;
    this.problems = problems;
    contract.objects().forEach(object -> index(object.root()));
  }

  private void index(@Nullable Property property) {
    if (property == null || properties.putIfAbsent(property.at(), property) != null) {
      return; // What an alias repeats is looked at once.
    }
    property.properties().forEach(this::index);
    index(property.items());
    index(property.mapKey());
    index(property.mapValue());
  }

  void check(ContractDocument document) {
    for (DocumentObject object : document.schema()) {
      object.properties().forEach(this::property);
    }
  }

  private void property(DocumentProperty written) {
    Property property = properties.get(written.at());
    if (property == null || !done.add(written.at())) {
      return;
    }
    examples(written, property);
    enumValues(written, property);
    written.properties().forEach(this::property);
    written.itemType().ifPresent(this::property);
    written.mapKey().ifPresent(this::property);
    written.mapValue().ifPresent(this::property);
  }

  private void examples(DocumentProperty written, Property property) {
    if (written.examples().isEmpty() || property.type() == null) {
      return;
    }
    RecordValidator validator = validator(property, property.allowed());
    for (YamlNode example : written.examples()) {
      String violation = validator == null ? null : violation(validator, example);
      if (violation != null) {
        problems.warning(
            "example-breaks-property",
            example.at(),
            "the example breaks its own property: " + violation,
            quotes(property, example));
      }
    }
  }

  private static String quotes(Property property, YamlNode example) {
    boolean unquoted =
        property.type() == LogicalType.STRING
            && example instanceof YamlScalar scalar
            && !scalar.isString()
            && !scalar.isNull();
    return unquoted ? "write it in quotes: \"" + example + "\"" : "";
  }

  private void enumValues(DocumentProperty written, Property property) {
    List<EnumValue> values = written.enumValues();
    RecordValidator validator =
        values.isEmpty() || isUnconstrained(property) ? null : validator(property, List.of());
    if (validator == null) {
      return;
    }
    int unreachable = 0;
    for (EnumValue value : values) {
      Optional<YamlScalar> scalar = value.value();
      String violation = scalar.map(node -> violation(validator, node)).orElse(null);
      if (violation != null) {
        unreachable++;
        problems.warning(
            "unreachable-enum-value",
            scalar.map(YamlScalar::at).orElse(value.at()),
            "no record can have this value: " + violation,
            "remove the value, or widen what the property allows");
      }
    }
    if (unreachable == values.size()) {
      problems.error(
          "contradiction",
          written.node().entry("enum").map(e -> e.key().at()).orElse(written.at()),
          "none of the enum values keeps the other constraints of the property");
    }
  }

  /** Texts, numbers and booleans fit their type: that is checked when the contract is read. */
  private static boolean isUnconstrained(Property property) {
    return property.type() == null
        || property.type() == LogicalType.BOOLEAN
        || (property.type() == LogicalType.STRING && property.options().equals(Options.NONE));
  }

  /** Judges values of one property: a record that has nothing else. */
  private @Nullable RecordValidator validator(Property property, List<Object> allowed) {
    Property alone =
        new Property(
            NAME,
            property.type(),
            property.options(),
            property.required(),
            property.closed(),
            property.classification(),
            allowed,
            property.properties(),
            property.items(),
            property.mapKey(),
            property.mapValue(),
            property.at());
    Property root =
        new Property(
            "",
            LogicalType.OBJECT,
            Options.NONE,
            true,
            false,
            null,
            List.of(),
            List.of(alone),
            null,
            null,
            null,
            property.at());
    SchemaObject object =
        new SchemaObject(NAME, NAME, root, List.of(), null, Passage.PASS, Passage.PASS, root.at());
    Contract single =
        new Contract(
            contract.file(),
            contract.apiVersion(),
            contract.id(),
            contract.version(),
            List.of(object));
    // A few values are judged: making what judges millions quickly would take far longer than that.
    Plan plan = ContractCompiler.compile(single, NAME).plan();
    return plan == null ? null : new ReferenceValidator(plan, Limits.DEFAULT);
  }

  /** The first reason why a value breaks its property; null when it keeps it. */
  private static @Nullable String violation(RecordValidator validator, YamlNode value) {
    Map<String, @Nullable Object> record = new HashMap<>();
    record.put(NAME, YamlJson.tree(value));
    byte[] json = YamlJson.bytes(record);
    return validator
        .validate(new JsonValue(json))
        .match(
            accepted -> null,
            rejected -> {
              Violation first = rejected.violations().get(0);
              String path = first.path().substring(Math.min(NAME.length(), first.path().length()));
              String where = path.isEmpty() ? "" : " (at " + path + ")";
              return first.message() + where;
            },
            undecided -> null);
  }

  private record JsonValue(byte[] bytes) implements RecordInput {
    @Override
    public byte @Nullable [] key() {
      return null;
    }

    @Override
    public byte[] value() {
      return bytes;
    }

    @Override
    public int headerCount() {
      return 0;
    }

    @Override
    public String headerName(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public byte @Nullable [] headerValue(int index) {
      throw new IndexOutOfBoundsException(index);
    }
  }
}
