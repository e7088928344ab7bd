package dev.surety.validation.compile;

import dev.surety.contract.SchemaObject.Passage;
import dev.surety.validation.rule.Condition;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.type.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record type, compiled.
 *
 * @param name the ODCS name
 * @param root the record
 * @param key what the key must be; null for nothing
 * @param headers what headers must be
 * @param when says whether this object describes a record; null when it describes every one
 */
public record ObjectPlan(
    String name,
    Node root,
    List<Rule> rules,
    @Nullable Condition when,
    Passage tombstones,
    Passage keyless,
    @Nullable PartPlan key,
    List<PartPlan> headers) {
  public ObjectPlan {
    headers = List.copyOf(headers);
    rules = List.copyOf(rules);
  }
}
