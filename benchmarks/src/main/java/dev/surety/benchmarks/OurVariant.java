package dev.surety.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.validation.CompiledContract;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code OurVariant CONTRACT RECORDS}: the validator as the enforcing job has it. */
final class OurVariant {
  private OurVariant() {}

  public static void main(String[] arguments) throws IOException {
    Predicate<byte[]> judge = judge(Path.of(arguments[0]));
    Rounds.run(Rounds.records(Path.of(arguments[1])), bytes -> judge.test(bytes) ? 1 : 0);
  }

  /** Whether a value keeps a contract, without a warning. */
  static Predicate<byte[]> judge(Path file) {
    return judge(compiled(file).json());
  }

  /** The contract in a file, for the topic of its first record type. */
  static CompiledContract compiled(Path file) {
    Contract contract = requireNonNull(ContractReader.read(file).contract(), "contract");
    String topic = contract.objects().get(0).topic();
    return requireNonNull(
        CompiledContract.compile(contract, topic, Limits.DEFAULT).contract(), "compiled");
  }

  /** Whether a validator accepts a value, without a warning. */
  static Predicate<byte[]> judge(RecordValidator validator) {
    Value record = new Value();
    return bytes -> {
      record.value = bytes;
      return validator.validate(record) == Verdict.Accepted.CLEAN;
    };
  }

  /** A record of a value; used again for the next. */
  private static final class Value implements RecordInput {
    private static final byte[] KEY = {'k'};

    private byte @Nullable [] value;

    @Override
    public byte[] key() {
      return KEY;
    }

    @Override
    public byte @Nullable [] value() {
      return value;
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
