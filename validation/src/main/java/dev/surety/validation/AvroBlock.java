package dev.surety.validation;

import dev.surety.validation.fast.avro.RecordEnds;
import dev.surety.validation.reference.ReferenceValidator;
import org.apache.avro.Schema;

/**
 * Records in Avro's binary encoding that stand one behind the other with nothing between them, as
 * in a block of a container file: where each ends. Not thread-safe.
 */
public final class AvroBlock {
  private final Schema writer;
  private final Limits limits;
  private final RecordEnds fast;
  private byte[] block = {};

  /** For records that were written with a schema. */
  public AvroBlock(Schema writer, Limits limits) {
    this.writer = writer;
    this.limits = limits;
    this.fast = new RecordEnds(writer, limits.maxDepth());
  }

  /** The bytes of the next records; not to be changed while they are used. */
  public void load(byte[] block) {
    this.block = block;
    fast.load(block);
  }

  /**
   * Where the record that begins at a position ends; -1 when it is damaged, so that nobody can
   * tell. A record that ends may still have what no contract accepts, a text that is no UTF-8 for
   * instance.
   */
  public int end(int from) {
    int end = fast.end(from);
    return end >= 0 ? end : ReferenceValidator.avroEnd(block, from, writer, limits);
  }
}
