/**
 * Strict YAML 1.2 with a position for every key and value: {@link
 * dev.surety.contract.yaml.YamlReader} gives a tree of {@link dev.surety.contract.yaml.YamlNode}s,
 * {@link dev.surety.contract.yaml.MappingReader} reads it key by key, {@link
 * dev.surety.contract.yaml.Problems} collects what is wrong and {@link
 * dev.surety.contract.yaml.ProblemFormatter} shows it.
 */
@NullMarked
package dev.surety.contract.yaml;

import org.jspecify.annotations.NullMarked;
