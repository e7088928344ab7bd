package dev.surety.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What was produced, by sequence: where each record lies on the input topic, where it must end and
 * fingerprints of what must not change. 46 bytes a record; 20 million records take 920 MB. Written
 * by one or several threads, read by any.
 */
public final class Ledger {
  /** The greatest sequence that a record may have. */
  public static final long MAX_SEQUENCE = (1L << 30) - 1;

  private static final int CHUNK_BITS = 16;
  private static final int CHUNK_SIZE = 1 << CHUNK_BITS;
  private static final int MAX_HEADERS = 255;
  private static final int MAX_LABELS = 65_535;

  /** A run of sequences. */
  private static final class Chunk {
    final long[] keys = new long[CHUNK_SIZE];
    final long[] values = new long[CHUNK_SIZE];
    final long[] headers = new long[CHUNK_SIZE];
    final long[] timestamps = new long[CHUNK_SIZE];
    final long[] offsets = new long[CHUNK_SIZE];
    final short[] partitions = new short[CHUNK_SIZE];
    final char[] defects = new char[CHUNK_SIZE];
    final byte[] headerCounts = new byte[CHUNK_SIZE];
    final byte[] present = new byte[CHUNK_SIZE];
  }

  private final List<@Nullable Chunk> chunks = new ArrayList<>();
  // Labels by code; code 0 stands for a record without a defect.
  private final List<String> labels = new ArrayList<>(List.of(""));
  private final Map<String, Integer> labelCodes = new LinkedHashMap<>();
  private final List<Long> labelCounts = new ArrayList<>(List.of(0L));
  private long size;
  private long endSequence;

  /**
   * Notes a record that the broker has acknowledged.
   *
   * @param timestampMs the timestamp that the topic gives the record
   * @throws IllegalStateException when the sequence was noted before
   */
  public synchronized void add(Generated record, int partition, long offset, long timestampMs) {
    long sequence = record.sequence();
    if (sequence < 0 || sequence > MAX_SEQUENCE) {
      throw new IllegalArgumentException("sequence " + sequence + " is not in 0…" + MAX_SEQUENCE);
    }
    if (partition < 0 || partition > Short.MAX_VALUE || record.headers().size() > MAX_HEADERS) {
      throw new IllegalArgumentException(
          "record "
              + sequence
              + " has more headers, or its topic more partitions, than a ledger holds");
    }
    Chunk chunk = chunkFor(sequence);
    int at = (int) sequence & (CHUNK_SIZE - 1);
    if (chunk.present[at] != 0) {
      throw new IllegalStateException("record " + sequence + " was produced twice");
    }
    chunk.present[at] = 1;
    chunk.keys[at] = Fingerprint.of(record.key());
    chunk.values[at] = Fingerprint.of(record.value());
    chunk.headers[at] = Fingerprint.of(record.headers(), record.headers().size());
    chunk.headerCounts[at] = (byte) record.headers().size();
    chunk.timestamps[at] = timestampMs;
    chunk.offsets[at] = offset;
    chunk.partitions[at] = (short) partition;
    chunk.defects[at] = (char) label(record.defect());
    size++;
    endSequence = Math.max(endSequence, sequence + 1);
  }

  /** How many records were produced. */
  public synchronized long size() {
    return size;
  }

  /** One more than the greatest sequence. */
  public synchronized long endSequence() {
    return endSequence;
  }

  /** Whether a record of this sequence was produced. */
  public synchronized boolean contains(long sequence) {
    if (sequence < 0 || sequence >= endSequence) {
      return false;
    }
    Chunk chunk = chunks.get((int) (sequence >>> CHUNK_BITS));
    return chunk != null && chunk.present[(int) sequence & (CHUNK_SIZE - 1)] != 0;
  }

  /** How many records have each defect, by label; clean records are not counted. */
  public synchronized Map<String, Long> defects() {
    Map<String, Long> counts = new LinkedHashMap<>();
    labelCodes.forEach((label, code) -> counts.put(label, labelCounts.get(code)));
    return counts;
  }

  /** How many records must end where. */
  public synchronized long count(Expectation expectation) {
    long clean = labelCounts.get(0);
    return expectation == Expectation.CLEAN ? clean : size - clean;
  }

  /** What the ledger says of a record; empty for an unknown sequence. */
  public synchronized Optional<Entry> find(long sequence) {
    if (!contains(sequence)) {
      return Optional.empty();
    }
    Chunk chunk = chunkFor(sequence);
    int at = (int) sequence & (CHUNK_SIZE - 1);
    int label = chunk.defects[at];
    return Optional.of(
        new Entry(
            sequence,
            label == 0 ? null : labels.get(label),
            chunk.partitions[at],
            chunk.offsets[at],
            chunk.timestamps[at],
            chunk.keys[at],
            chunk.values[at],
            chunk.headers[at],
            chunk.headerCounts[at] & 0xFF));
  }

  /**
   * A produced record.
   *
   * @param sequence its number
   * @param defect label of what is wrong with it, null when it must end on the clean topic
   * @param partition its partition on the input topic
   * @param offset its offset there
   * @param timestampMs its timestamp there
   * @param key fingerprint of its key
   * @param value fingerprint of its value
   * @param headers fingerprint of its headers
   * @param headerCount how many headers it has
   */
  public record Entry(
      long sequence,
      @Nullable String defect,
      int partition,
      long offset,
      long timestampMs,
      long key,
      long value,
      long headers,
      int headerCount) {
    /** Where the record must end. */
    public Expectation expected() {
      return defect == null ? Expectation.CLEAN : Expectation.QUARANTINED;
    }

    /** Whether these begin with the record's headers, unchanged and in order. */
    boolean hasHeaders(Iterable<Header> found) {
      return Fingerprint.of(found, headerCount) == headers;
    }
  }

  private Chunk chunkFor(long sequence) {
    int index = (int) (sequence >>> CHUNK_BITS);
    while (chunks.size() <= index) {
      chunks.add(null);
    }
    Chunk chunk = chunks.get(index);
    if (chunk == null) {
      chunk = new Chunk();
      chunks.set(index, chunk);
    }
    return chunk;
  }

  private int label(@Nullable String defect) {
    int code = 0;
    if (defect != null) {
      code = labelCodes.computeIfAbsent(defect, this::newLabel);
    }
    labelCounts.set(code, labelCounts.get(code) + 1);
    return code;
  }

  private int newLabel(String label) {
    if (labels.size() > MAX_LABELS) {
      throw new IllegalStateException("a ledger holds at most " + MAX_LABELS + " labels");
    }
    labels.add(label);
    labelCounts.add(0L);
    return labels.size() - 1;
  }
}
