package dev.surety.cli;

import dev.surety.contract.yaml.DidYouMean;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a command line that cannot be understood is answered with: one line that says what is wrong,
 * one that says where help is. The whole help would drown the message, so that it is printed only
 * where a command is missing.
 */
final class WrongUsage {
  private WrongUsage() {}

  static int explain(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      err.println("surety: " + unmatched(line, unmatched.getUnmatched().get(0)));
      err.println("help: " + line.getCommandSpec().qualifiedName() + " --help");
    } else if (!line.getSubcommands().isEmpty()) {
      err.println("surety: " + failure.getMessage());
      line.usage(err);
    } else {
      err.println("surety: " + lowerCaseFirst(String.valueOf(failure.getMessage())));
      err.println("help: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static String unmatched(CommandLine line, String word) {
    String command = "'" + line.getCommandSpec().qualifiedName() + "'";
    if (word.startsWith("-")) {
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> options = new ArrayList<>();
      line.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
      return command + " has no option '" + name + "'" + near(name, options);
    }
    List<String> commands = List.copyOf(line.getSubcommands().keySet());
    return commands.isEmpty()
        ? "'" + word + "' is one argument too many for " + command
        : command + " has no command '" + word + "'" + near(word, commands);
  }

  private static String near(String word, List<String> candidates) {
    return DidYouMean.closest(word, candidates)
        .map(candidate -> "; did you mean '" + candidate + "'?")
        .orElse("");
  }

  /** Messages of the library begin sentences; ours go on after a colon. */
  private static String lowerCaseFirst(String message) {
    boolean isWord =
        message.length() > 1
            && Character.isUpperCase(message.charAt(0))
            && Character.isLowerCase(message.charAt(1));
    return isWord ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }
}
