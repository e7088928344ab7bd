package dev.surety.cli;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.Problems;
import dev.surety.validation.CheckedContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Contracts inside of Markdown: fenced blocks of YAML with {@code kind: DataContract}. Positions
 * are those in the Markdown file.
 */
final class MarkdownContracts {
  /** Greater files are not read; the limit of a contract alone. */
  private static final int MAX_BYTES = 4 << 20;

  /** A page with more of them is no page that people read. */
  private static final int MAX_BLOCKS = 100;

  /** A block: its first and last line between the fences, from 0. */
  private record Block(int from, int to) {}

  private MarkdownContracts() {}

  static boolean isMarkdown(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".md");
  }

  /** Whether a file has such a block; one that cannot be read has none. */
  static boolean hasContracts(Path file) {
    try {
      return Files.size(file) <= MAX_BYTES && !blocks(lines(file)).isEmpty();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Everything that is wrong with the contracts in a file, in its order. */
  static List<Problem> lint(Path file) throws IOException {
    Problems problems = new Problems();
    Position start = new Position(file.toString(), 1, 1);
    if (Files.size(file) > MAX_BYTES) {
      problems.error("file-too-large", start, "the file has more than " + MAX_BYTES + " bytes");
      return problems.list();
    }
    List<String> lines = lines(file);
    List<Block> blocks = blocks(lines);
    if (blocks.size() > MAX_BLOCKS) {
      problems.error(
          "too-many-values", start, "the page has more than " + MAX_BLOCKS + " contracts");
      return problems.list();
    }
    for (Block block : blocks) {
      String text =
          "\n".repeat(block.from())
              + String.join("\n", lines.subList(block.from(), block.to()))
              + "\n";
      problems.addAll(
          CheckedContract.lint(file.toString(), text, file.toAbsolutePath().getParent())
              .problems());
    }
    return problems.list();
  }

  /** What is not UTF-8 is replaced: it is not the contract's text that is judged by it. */
  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String fence = fence(lines.get(at));
      if (fence.isEmpty()) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < lines.size() && !closes(lines.get(end), fence)) {
        end++;
      }
      String info = lines.get(at).strip().substring(fence.length()).strip();
      boolean yaml = info.matches("(?i)ya?ml([\\s{,:].*)?");
      if (yaml && lines.subList(at + 1, end).stream().anyMatch(MarkdownContracts::saysContract)) {
        blocks.add(new Block(at + 1, end));
      }
      at = end + 1;
    }
    return blocks;
  }

  /** The fence that a line opens, such as three backticks; empty when it opens none. */
  private static String fence(String line) {
    String text = line.strip();
    char mark = text.isEmpty() ? ' ' : text.charAt(0);
    if (mark != '`' && mark != '~') {
      return "";
    }
    int length = 0;
    while (length < text.length() && text.charAt(length) == mark) {
      length++;
    }
    return length < 3 || (mark == '`' && text.indexOf('`', length) >= 0)
        ? ""
        : text.substring(0, length);
  }

  private static boolean closes(String line, String fence) {
    String text = line.strip();
    return text.startsWith(fence) && text.chars().allMatch(c -> c == fence.charAt(0));
  }

  private static boolean saysContract(String line) {
    return line.strip().replaceAll("[\"']", "").matches("kind:\\s+DataContract(\\s.*)?");
  }
}
