package dev.surety.job.wire;

import static java.util.Objects.requireNonNull;

import dev.surety.registry.Answer;
import dev.surety.registry.Framing;
import dev.surety.registry.References;
import dev.surety.registry.Schema;
import dev.surety.registry.SchemaCache;
import dev.surety.registry.SchemaNumber;
import dev.surety.registry.SchemaNumber.ApicurioId;
import dev.surety.registry.SchemaRegistry;
import dev.surety.registry.WireFormat;
import dev.surety.registry.WireFormat.IdLength;
import dev.surety.registry.WireFormat.Indexes;
import dev.surety.registry.WireFormat.Part;
import dev.surety.validation.CompiledContract;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * Judges records that name the schema that they were written with: in a prefix, or in a header. A
 * schema is asked for once; from then on its records are judged through every outage of the
 * registry. While a schema is not known the verdict is {@code Undecided}; a number that the
 * registry says it never gave out is a violation. Not thread-safe.
 */
public final class FramedValidator implements RecordValidator {
  private static final int MOST = 1_000;
  private static final long GREATEST_ID = Integer.MAX_VALUE;

  /** What becomes of a record that names no schema. */
  public enum Unframed {
    /** Its value is JSON. */
    JSON,
    /** It is a violation. */
    REFUSED
  }

  private final CompiledContract contract;
  private final SchemaRegistry registry;
  private final SchemaCache schemas;
  private final Unframed unframed;
  private final IdLength length;
  private final RecordValidator json;
  private final Payload payload = new Payload();
  private final Map<SchemaNumber, RecordValidator> validators =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SchemaNumber, RecordValidator> eldest) {
          return size() > MOST;
        }
      };

  public FramedValidator(
      CompiledContract contract, SchemaRegistry registry, Unframed unframed, IdLength length) {
    this.contract = requireNonNull(contract, "contract");
    this.registry = requireNonNull(registry, "registry");
    this.schemas = new SchemaCache(registry);
    this.unframed = requireNonNull(unframed, "unframed");
    this.length = requireNonNull(length, "length");
    this.json = contract.json();
  }

  @Override
  public Verdict validate(RecordInput input) {
    byte[] value = input.value();
    if (value == null) {
      return json.validate(input);
    }
    Function<String, byte @Nullable []> headers = name -> lastHeader(input, name);
    return WireFormat.read(value, headers, Part.VALUE, Indexes.NONE, length)
        .match(
            framed -> framed(input, framed),
            plain ->
                unframed == Unframed.JSON
                    ? json.validate(input)
                    : WireCode.SCHEMA_NOT_NAMED.verdict(
                        "Neither a prefix nor a header names the schema of the value."),
            malformed ->
                WireCode.FRAME_MALFORMED.verdict(
                    "The value is not framed as it should be: " + malformed.reason() + "."));
  }

  private static byte @Nullable [] lastHeader(RecordInput input, String name) {
    for (int i = input.headerCount() - 1; i >= 0; i--) {
      if (input.headerName(i).equals(name)) {
        return input.headerValue(i);
      }
    }
    return null;
  }

  private Verdict framed(RecordInput input, Framing.Framed framed) {
    SchemaNumber number = framed.schema();
    RecordValidator known = validators.get(number);
    if (known != null) {
      return payload.judge(known, input, framed.payloadOffset());
    }
    return schema(number)
        .match(
            found -> judgeFirst(number, found, input, framed.payloadOffset()),
            absent ->
                WireCode.SCHEMA_UNKNOWN.verdict(
                    "The registry has no " + shown(number) + ", which the record names."),
            refused -> undecided(number, "the registry refuses to say: " + refused.message()),
            unavailable -> undecided(number, unavailable.reason()));
  }

  private Answer<Schema> schema(SchemaNumber number) {
    return number.match(
        id -> schemas.schema(id.id()), guid -> schemas.schema(guid.guid()), this::apicurio);
  }

  /** Apicurio's number of a content is the number of a schema in the API that is asked here. */
  private Answer<Schema> apicurio(ApicurioId number) {
    boolean content = number.kind() == ApicurioId.Kind.CONTENT;
    return content && number.id() >= 0 && number.id() <= GREATEST_ID
        ? schemas.schema((int) number.id())
        : new Answer.Unavailable<>("Apicurio's global ids are not looked up yet");
  }

  private Verdict judgeFirst(SchemaNumber number, Schema schema, RecordInput input, int start) {
    Answer<RecordValidator> made =
        switch (schema.type()) {
          case JSON -> new Answer.Found<>(contract.json());
          case AVRO -> References.of(schema, registry).then(used -> avro(schema, used));
          case PROTOBUF -> new Answer.Unavailable<>("values in Protobuf are not read yet");
        };
    return made.match(
        validator -> {
          validators.put(number, validator);
          return payload.judge(validator, input, start);
        },
        absent -> undecided(number, "a schema that it uses is not in the registry"),
        refused -> undecided(number, refused.message()),
        unavailable -> undecided(number, unavailable.reason()));
  }

  private Answer<RecordValidator> avro(Schema schema, Map<String, String> used) {
    org.apache.avro.Schema.Parser parser = new org.apache.avro.Schema.Parser();
    // What a schema uses was found after it, so the last stands alone.
    List<String> texts = new ArrayList<>(used.values());
    Collections.reverse(texts);
    try {
      texts.forEach(parser::parse);
      return new Answer.Found<>(contract.avro(parser.parse(schema.text())));
    } catch (SchemaParseException e) {
      return new Answer.Unavailable<>("the registry's text is no Avro schema");
    }
  }

  private static Verdict undecided(SchemaNumber number, String reason) {
    return new Verdict.Undecided(shown(number) + " cannot be had now: " + reason);
  }

  private static String shown(SchemaNumber number) {
    return number.match(
        id -> "schema " + id.id(),
        guid -> "schema " + guid.guid(),
        apicurio -> "schema with Apicurio's number " + apicurio.id());
  }

  /** A record whose payload begins behind the schema's number; one object for all records. */
  private static final class Payload implements RecordInput {
    private @Nullable RecordInput record;
    private int start;

    Verdict judge(RecordValidator validator, RecordInput input, int payloadStart) {
      if (payloadStart == 0) {
        return validator.validate(input);
      }
      record = input;
      start = payloadStart;
      Verdict verdict = validator.validate(this);
      record = null;
      return verdict;
    }

    private RecordInput record() {
      return requireNonNull(record);
    }

    @Override
    public byte @Nullable [] key() {
      return record().key();
    }

    @Override
    public byte @Nullable [] value() {
      return record().value();
    }

    @Override
    public int payloadStart() {
      return start;
    }

    @Override
    public int headerCount() {
      return record().headerCount();
    }

    @Override
    public String headerName(int index) {
      return record().headerName(index);
    }

    @Override
    public byte @Nullable [] headerValue(int index) {
      return record().headerValue(index);
    }
  }
}
