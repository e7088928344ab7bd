package dev.surety.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read as a contract. */
class ContractFileIT {
  private final Path folder;

  ContractFileIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private Problem refusal(Path file) {
    ContractReader.Result result = ContractReader.read(file);
    assertThat(result.contract()).isNull();
    assertThat(result.problems()).hasSize(1);
    assertThat(result.problems().get(0).at().file()).isEqualTo(file.toString());
    return result.problems().get(0);
  }

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("contract.yaml"), bytes);
  }

  @Test
  void aFileOf50MegabytesIsRefusedByItsSize() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(50L << 20);
    }

    assertThat(refusal(file).code()).isEqualTo("file-too-large");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(refusal(folder.resolve("none.yaml")).code()).isEqualTo("file-not-found");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThat(refusal(folder).message()).isEqualTo("this is a directory, not a file");
  }

  @Test
  void invalidUtf8HasAPosition() throws IOException {
    byte[] bytes = "a: 1\nb: é?".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1] = (byte) 0xFF;

    Problem problem = refusal(file(bytes));

    assertThat(problem.code()).isEqualTo("encoding");
    assertThat(problem.at().line()).isEqualTo(2);
    assertThat(problem.at().column()).isEqualTo(5);
    assertThat(problem.message()).contains("0xFF");
  }

  @Test
  void truncatedUtf8IsRefused() throws IOException {
    assertThat(refusal(file((byte) 'a', (byte) 0xC3)).code()).isEqualTo("encoding");
  }

  @Test
  void utf16IsNamed() throws IOException {
    Problem problem = refusal(file("\uFEFFa: 1".getBytes(StandardCharsets.UTF_16LE)));

    assertThat(problem.message()).isEqualTo("the file is UTF-16, not UTF-8");
  }

  @Test
  void aByteOrderMarkIsRefused() throws IOException {
    Problem problem = refusal(file("\uFEFFa: 1".getBytes(StandardCharsets.UTF_8)));

    assertThat(problem.help()).isEqualTo("save the file as UTF-8 without a byte order mark");
  }
}
