package dev.surety.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.contract.Contract;
import dev.surety.validation.explain.RuleCost;
import java.io.IOException;
import java.io.PrintWriter;

/** What the expressions of contracts cost: {@code contract lint --explain-cost}. */
final class RuleCostReport {
  private RuleCostReport() {}

  static void text(Contract contract, PrintWriter out) {
    for (RuleCost cost : RuleCost.of(contract)) {
      out.println(cost.at() + ": " + cost.rule() + ": " + cost.sentence());
    }
  }

  static void json(Contract contract, PrintWriter out) throws IOException {
    for (RuleCost cost : RuleCost.of(contract)) {
      try (JsonGenerator json =
          new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
        json.writeStartObject();
        json.writeStringField("rule", cost.rule());
        json.writeStringField("file", cost.at().file());
        json.writeNumberField("line", cost.at().line());
        json.writeNumberField("column", cost.at().column());
        json.writeBooleanField("compiled", cost.compiled());
        json.writeNumberField("estimated_nanos", Math.round(cost.nanos()));
        json.writeStringField("why_not", cost.whyNot());
        json.writeEndObject();
      }
      out.println();
    }
  }
}
