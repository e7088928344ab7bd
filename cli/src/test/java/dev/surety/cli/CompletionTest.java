package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompletionTest {
  @TempDir private Path dir;

  private static String script() {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("completion")).isZero();
    return out.toString();
  }

  @Test
  void theScriptKnowsCommandsAndOptions() {
    assertThat(script()).contains("complete -F", "surety", "sandbox", "--until-caught-up");
  }

  @Test
  void theScriptIsBash() throws Exception {
    assumeTrue(List.of("/bin/bash", "/usr/bin/bash").stream().anyMatch(b -> new File(b).exists()));
    Path file = Files.writeString(dir.resolve("completion.bash"), script());
    Process bash =
        new ProcessBuilder("bash", "-n", file.toString()).redirectErrorStream(true).start();
    assertThat(new String(bash.getInputStream().readAllBytes())).isEmpty();
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).isZero();
  }
}
