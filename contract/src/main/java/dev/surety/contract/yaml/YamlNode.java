package dev.surety.contract.yaml;

import dev.surety.contract.Position;

/** A value of a YAML file and where it stands. An alias is the node that it refers to. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {
  /** Where the value begins: its first character, quote, block indicator or bracket. */
  Position at();

  /** What the value is, for messages: {@code a mapping}, {@code a list}, {@code a string}, … */
  String describe();
}
