package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Property;
import dev.surety.contract.convert.Facts.Difference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

class AvroRoundTripTest {
  private static final int CONTRACTS = Integer.getInteger("surety.contracts", 300);

  @Test
  void aContractThatGoesToAvroAndBackDiffersOnlyWhereALossSaysSo() {
    for (long seed = 0; seed < CONTRACTS; seed++) {
      ExportSource source = source(seed);
      Exported exported = AvroExport.write(source, source.objects().get(0));
      Imported back =
          AvroImport.read("back.avsc", exported.text(), NewContract.named("order", "1.0.0"));
      assertThat(back.problems()).as("seed %s: %s", seed, exported.text()).isEmpty();
      Property before = source.objects().get(0).root();
      Property after = Facts.root(back);
      List<Difference> silent = new ArrayList<>();
      for (Difference difference : Facts.differences(before, after)) {
        if (!isExplained(difference, exported.losses())) {
          silent.add(difference);
        }
      }
      assertThat(silent).as("seed %s: %s", seed, exported.text()).isEmpty();
    }
  }

  /** By a loss at the same place, or one of the property's type. */
  private static boolean isExplained(Difference difference, List<Loss> losses) {
    // The limits of a decimal are what its digits allow.
    boolean isGainedLimit =
        List.of("minimum", "maximum", "multipleOf").contains(difference.what())
            && difference.detail().startsWith("null became");
    return isGainedLimit
        || losses.stream()
            .anyMatch(
                loss ->
                    loss.at().equals(difference.at()) && loss.what().startsWith(difference.what())
                        || loss.at().equals(difference.property())
                            && loss.what().startsWith("logicalType"));
  }

  @Test
  void recordsAreWrittenAndReadWithTheSchema() throws IOException {
    for (long seed = 0; seed < CONTRACTS; seed++) {
      ExportSource source = source(seed);
      String text = AvroExport.write(source, source.objects().get(0)).text();
      Schema schema = new Schema.Parser().parse(text);
      for (Object datum : new RandomData(schema, 5, seed)) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        encoder.flush();
        Object read =
            new GenericDatumReader<>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
        assertThat(plain(read)).as("seed %s: %s", seed, text).isEqualTo(plain(datum));
      }
    }
  }

  /** Keys of maps are compared as texts, whatever class they are of. */
  private static Object plain(Object datum) {
    if (datum instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach((key, value) -> plain.put(key.toString(), plain(value)));
      return plain;
    }
    if (datum instanceof IndexedRecord record) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < record.getSchema().getFields().size(); i++) {
        values.add(plain(record.get(i)));
      }
      return values;
    }
    if (datum instanceof List<?> list) {
      return list.stream().map(AvroRoundTripTest::plain).toList();
    }
    return datum instanceof CharSequence text ? text.toString() : String.valueOf(datum);
  }

  static ExportSource source(long seed) {
    String text = GeneratedContract.text(seed);
    ExportSource.Result read = ExportSource.read("generated.yaml", text);
    assertThat(read.source()).as("seed %s: %s %s", seed, read.problems(), text).isNotNull();
    return Objects.requireNonNull(read.source());
  }
}
