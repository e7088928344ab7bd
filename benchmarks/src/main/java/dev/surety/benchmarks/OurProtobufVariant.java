package dev.surety.benchmarks;

import com.google.protobuf.Descriptors.Descriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** {@code OurProtobufVariant CONTRACT PROTO RECORDS}: the validator of messages. */
final class OurProtobufVariant {
  private OurProtobufVariant() {}

  public static void main(String[] arguments) throws IOException {
    Predicate<byte[]> judge =
        judge(Path.of(arguments[0]), ProtobufSet.message(Path.of(arguments[1])));
    Rounds.run(Rounds.records(Path.of(arguments[2])), bytes -> judge.test(bytes) ? 1 : 0);
  }

  /** Whether a message keeps a contract, without a warning. */
  static Predicate<byte[]> judge(Path file, Descriptor type) {
    return OurVariant.judge(OurVariant.compiled(file).protobuf(type));
  }
}
