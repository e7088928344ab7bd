package dev.surety.benchmarks;

import dev.surety.validation.CompiledContract;
import java.io.IOException;
import java.nio.file.Path;

/** {@code OurAvroVariant CONTRACT RECORDS}: the validator of Avro as the enforcing job has it. */
final class OurAvroVariant {
  private OurAvroVariant() {}

  public static void main(String[] arguments) throws IOException {
    Path contract = Path.of(arguments[0]);
    CompiledContract compiled = OurVariant.compiled(contract);
    var judge = OurVariant.judge(compiled.avro(AvroSet.schema(contract)));
    Rounds.run(Rounds.records(Path.of(arguments[1])), bytes -> judge.test(bytes) ? 1 : 0);
  }
}
