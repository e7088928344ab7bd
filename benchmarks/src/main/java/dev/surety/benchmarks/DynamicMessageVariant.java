package dev.surety.benchmarks;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;

/** {@code DynamicMessageVariant PROTO RECORDS}: protobuf-java reads messages, and nothing more. */
final class DynamicMessageVariant {
  private DynamicMessageVariant() {}

  public static void main(String[] arguments) throws IOException {
    Descriptor type = ProtobufSet.message(Path.of(arguments[0]));
    Rounds.run(
        Rounds.records(Path.of(arguments[1])), bytes -> parse(type, bytes).isInitialized() ? 1 : 0);
  }

  private static DynamicMessage parse(Descriptor type, byte[] bytes) {
    try {
      return DynamicMessage.parseFrom(type, bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
