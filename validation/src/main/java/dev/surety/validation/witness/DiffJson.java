package dev.surety.validation.witness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.contract.Consumer;
import dev.surety.contract.Position;
import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ConsumerImpact;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.diff.Mode;
import dev.surety.contract.diff.Party;
import dev.surety.contract.diff.VersionStep;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A comparison for programs: one JSON object on one line. */
public final class DiffJson {
  private final JsonGenerator json;
  private final ConfirmedDiff confirmed;

  private DiffJson(JsonGenerator json, ConfirmedDiff confirmed) {
    this.json = json;
    this.confirmed = confirmed;
  }

  /** The object, without a line end. */
  public static String format(ConfirmedDiff confirmed, Mode mode, Collection<Consumer> consumers) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      new DiffJson(json, confirmed).write(mode, consumers);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return out.toString();
  }

  private void write(Mode mode, Collection<Consumer> consumers) throws IOException {
    ContractDiff diff = confirmed.diff();
    json.writeStartObject();
    version("before", diff.before());
    version("after", diff.after());
    json.writeArrayFieldStart("changes");
    for (Change change : diff.changes()) {
      change(change);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("consumers");
    for (ConsumerImpact impact : diff.impactOn(List.copyOf(consumers))) {
      impact(impact);
    }
    json.writeEndArray();
    json.writeStringField("mode", DiffFormatter.modeName(mode));
    json.writeNumberField("refused", diff.refusedBy(mode).size());
    step(diff.step());
    json.writeEndObject();
  }

  private void version(String field, ContractVersion version) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("file", version.contract().file());
    json.writeStringField("id", version.contract().id());
    json.writeStringField("version", version.contract().version());
    json.writeEndObject();
  }

  private void change(Change change) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", change.kind().code());
    json.writeStringField("record_type", change.recordType());
    json.writeStringField("path", change.path());
    position("before", change.before());
    position("after", change.after());
    parties("breaks", change.broken());
    parties("may_break", change.undecided());
    json.writeStringField("certainty", change.certainty().name().toLowerCase(Locale.ROOT));
    json.writeStringField("sentence", change.sentence());
    if (change.migration() != null) {
      json.writeStringField("migration", change.migration());
    }
    json.writeArrayFieldStart("witnesses");
    for (Party party : Party.values()) {
      Witness witness = confirmed.witness(change, party).orElse(null);
      if (witness != null) {
        witness(witness);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void position(String field, @Nullable Position position) throws IOException {
    if (position == null) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeStringField("file", position.file());
    json.writeNumberField("line", position.line());
    json.writeNumberField("column", position.column());
    json.writeEndObject();
  }

  private void parties(String field, Set<Party> parties) throws IOException {
    json.writeArrayFieldStart(field);
    for (Party party : parties) {
      json.writeString(party.code());
    }
    json.writeEndArray();
  }

  private void witness(Witness witness) throws IOException {
    json.writeStartObject();
    json.writeStringField("party", witness.party().code());
    json.writeStringField("key", witness.record().keyText());
    json.writeObjectFieldStart("headers");
    for (Map.Entry<String, String> header : new TreeMap<>(witness.record().headers()).entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
    json.writeStringField("value", witness.record().json());
    json.writeObjectFieldStart("violation");
    json.writeStringField("rule", witness.violation().rule());
    json.writeStringField("path", witness.violation().path());
    json.writeStringField("code", witness.violation().code());
    json.writeStringField("message", witness.violation().message());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void impact(ConsumerImpact impact) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", impact.consumer().name());
    json.writeStringField("owner", impact.consumer().owner());
    json.writeBooleanField("free", impact.isFree());
    json.writeArrayFieldStart("breaks_on");
    for (ConsumerImpact.Hit hit : impact.hits()) {
      json.writeStartObject();
      json.writeStringField("field", hit.field());
      json.writeNumberField("change", confirmed.diff().changes().indexOf(hit.change()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void step(VersionStep step) throws IOException {
    json.writeObjectFieldStart("version");
    json.writeStringField("needed", step.needed().name().toLowerCase(Locale.ROOT));
    json.writeStringField("made", step.made().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("matches", step.matches());
    json.writeStringField("sentence", step.sentence());
    json.writeEndObject();
  }
}
