package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.records.RecordFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is to do. Topics come from configuration, never from a record.
 *
 * @param quarantine the quarantine topic
 * @param target where records go that keep the contract
 * @param parking where records go that were replayed often enough
 * @param route whether the target is the pipeline's own input
 * @param since only records whose own timestamp is not older; null for all
 * @param contract identifier, version and digest of the contract that judges
 * @param maxReplays after how many replays a record that still fails is parked, from 1
 * @param maxMoved how many records may move; 0 for no bound
 * @param perSecond how many records are judged in a second; 0 for no bound
 */
public record ReplaySettings(
    String quarantine,
    String target,
    String parking,
    Route route,
    RecordFilter filter,
    @Nullable Instant since,
    Repair repair,
    String contract,
    int maxReplays,
    long maxMoved,
    long perSecond) {
  /** Where replayed records go. */
  public enum Route {
    /** To a topic of clean records. */
    TARGET,
    /**
     * Back to the pipeline's input: records carry their count of replays, so that no loop is
     * endless.
     */
    THROUGH_PIPELINE
  }

  public ReplaySettings {
    requireNonNull(quarantine, "quarantine");
    requireNonNull(target, "target");
    requireNonNull(parking, "parking");
    requireNonNull(route, "route");
    requireNonNull(filter, "filter");
    requireNonNull(repair, "repair");
    requireNonNull(contract, "contract");
    if (maxReplays < 1 || maxReplays > ReplayLedger.MAX_REPLAYS || maxMoved < 0 || perSecond < 0) {
      throw new IllegalArgumentException("maxReplays, maxMoved or perSecond is out of range");
    }
  }

  /** The ledger's topic. */
  public String ledger() {
    return quarantine + ".replays";
  }

  /**
   * One for a quarantine topic: who begins a replay ends the one before. A pipeline's identifiers
   * begin with {@code surety.}, so that none is a prefix of this one.
   */
  public String transactionalId() {
    return "surety-replay." + quarantine;
  }

  /** Digest of everything that decides what a run does; the speed does not. */
  String digest() {
    String all =
        String.join(
            "\u0000",
            target,
            parking,
            route.name(),
            filter.text(),
            repair.text(),
            contract,
            Integer.toString(maxReplays),
            Long.toString(maxMoved));
    return digest(all);
  }

  /** SHA-256 of a text, in hexadecimal. */
  public static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
