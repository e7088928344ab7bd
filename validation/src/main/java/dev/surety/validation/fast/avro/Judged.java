package dev.surety.validation.fast.avro;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.AvroValues;
import dev.surety.validation.type.Node;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.avro.Schema;

/**
 * A scalar that is decoded and judged by the reference's check of one value: for what is rare. The
 * record stays on the fast path.
 */
final class Judged extends Part {
  private final Node node;
  private final Schema schema;
  private final Part scalar;

  Judged(Node node, Schema schema, Part scalar) {
    this.node = node;
    this.schema = schema;
    this.scalar = scalar;
  }

  @Override
  int read(byte[] b, int at, Input in, int depth) {
    int end = scalar.read(b, at, in, depth);
    return in.isWithin(end) && ValueCheck.accepts(node, value(b, in)) ? end : UNKNOWN;
  }

  private Object value(byte[] b, Input in) {
    return switch (schema.getType()) {
      case BOOLEAN -> in.number == 1;
      case INT, LONG -> AvroValues.ofNumber(schema, in.number);
      case FLOAT -> new BigDecimal(Float.toString((float) in.real));
      case DOUBLE -> new BigDecimal(Double.toString(in.real));
      case STRING -> new String(b, in.from, in.to - in.from, UTF_8);
      case BYTES, FIXED -> bytes(Arrays.copyOfRange(b, in.from, in.to));
      case NULL, ENUM, RECORD, ARRAY, MAP, UNION ->
          throw new IllegalStateException("no scalar: " + schema);
    };
  }

  private Object bytes(byte[] value) {
    if (AvroValues.isDecimal(schema)) {
      return AvroValues.decimal(schema, value);
    }
    return AvroValues.isUuid(schema) ? AvroValues.uuid(value) : new String(value, ISO_8859_1);
  }

  @Override
  void capture(Slots slots, int slot, Kind kind, Input in) {
    if (kind == Kind.STRING && schema.getType() == Schema.Type.STRING) {
      scalar.capture(slots, slot, kind, in);
    } else {
      super.capture(slots, slot, kind, in);
    }
  }
}
