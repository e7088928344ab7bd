package dev.surety.contract.convert;

import dev.surety.contract.EnvelopePart;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a record type says beside its properties, as a contract writes it. */
final class RecordTypeNodes {
  private static final Pattern STABLE_ID = Pattern.compile("[A-Za-z0-9_-]+");

  private RecordTypeNodes() {}

  static void addRules(MappingBuilder node, SchemaObject object) {
    List<YamlNode> rules = new ArrayList<>();
    for (RecordRule rule : object.rules()) {
      // ODCS asks more of an id than of a name.
      boolean isId = STABLE_ID.matcher(rule.id()).matches();
      MappingBuilder written =
          new MappingBuilder()
              .put(isId ? "id" : "name", rule.id())
              .put("description", rule.description().isEmpty() ? null : rule.description())
              .put("type", "custom")
              .put("engine", "cel")
              .put("implementation", rule.expression().value());
      if (rule.onViolation() == OnViolation.PASS) {
        written.put("severity", "warning");
      }
      rules.add(written.build());
    }
    if (!rules.isEmpty()) {
      node.put("quality", new YamlSequence(MappingBuilder.NOWHERE, rules));
    }
  }

  static void addSettings(MappingBuilder node, SchemaObject object) {
    Property root = object.root();
    Options options = root.options();
    if (options.minProperties() != null || options.maxProperties() != null) {
      throw new IllegalArgumentException(
          "'" + object.name() + "': ODCS has no options for a schema object");
    }
    List<YamlNode> settings = new ArrayList<>();
    if (object.when() != null) {
      settings.add(setting("surety.when", object.when()));
    }
    if (root.closed()) {
      settings.add(setting("surety.closed", true));
    }
    if (!options.required().isEmpty()) {
      List<String> names = options.required().stream().map(Text::value).toList();
      MappingBuilder required = new MappingBuilder().put("property", "surety.required");
      required.put("value", MappingBuilder.strings(names));
      settings.add(required.build());
    }
    if (object.tombstones() == Passage.QUARANTINE) {
      settings.add(setting("surety.tombstones", "quarantine"));
    }
    if ((object.keyless() == Passage.QUARANTINE) != (object.key() != null)) {
      boolean passes = object.keyless() == Passage.PASS;
      settings.add(setting("surety.keyless", passes ? "pass" : "quarantine"));
    }
    if (object.key() != null) {
      settings.add(setting("surety.key", part(object.key())));
    }
    if (!object.headers().isEmpty()) {
      List<YamlNode> headers =
          object.headers().stream().<YamlNode>map(RecordTypeNodes::part).toList();
      settings.add(setting("surety.headers", new YamlSequence(MappingBuilder.NOWHERE, headers)));
    }
    if (!settings.isEmpty()) {
      node.put("customProperties", new YamlSequence(MappingBuilder.NOWHERE, settings));
    }
  }

  private static YamlMapping part(EnvelopePart part) {
    MappingBuilder node = new MappingBuilder();
    if (!part.isKey()) {
      node.put("name", part.type().name());
    }
    node.put("property", part.property() == null ? null : part.property().value());
    if (part.encoding() != EnvelopePart.Encoding.TEXT) {
      node.put("encoding", part.encoding().word());
    }
    PropertyNodes.addFacets(node, part.type());
    return node.build();
  }

  private static YamlMapping setting(String name, YamlNode value) {
    MappingBuilder setting = new MappingBuilder().put("property", name);
    setting.put("value", value);
    return setting.build();
  }

  static YamlMapping setting(String name, Object value) {
    return new MappingBuilder().put("property", name).putValue("value", value).build();
  }
}
