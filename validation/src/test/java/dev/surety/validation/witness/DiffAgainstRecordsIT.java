package dev.surety.validation.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.Effect;
import dev.surety.contract.diff.Party;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.witness.RecordGenerator.Fullness;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Compares what {@link ContractDiff} says with what the validators do: thousands of pairs of
 * contracts, one changed from the other, and records of each judged by the other. {@code
 * -Dsurety.seed=N} repeats one pair.
 */
class DiffAgainstRecordsIT {
  /** Five thousand take three minutes: {@code -Dsurety.pairs=5000}. */
  private static final int PAIRS = Integer.getInteger("surety.pairs", 1_000);

  private static final int RECORDS = 40;

  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void noRecordRefutesThatNobodyBreaksAndEveryBreakHasAWitness() {
    Long only = Long.getLong("surety.seed");
    if (only != null) {
      check(only);
      return;
    }
    long seed = 0;
    int pairs = 0;
    while (pairs < PAIRS) {
      if (check(seed++)) {
        pairs++;
      }
    }
    System.out.println("pairs " + pairs + ", " + counts);
    assertThat(counts.getOrDefault("records", 0)).isGreaterThan(PAIRS * RECORDS / 2);
    assertThat(counts.getOrDefault("broken", 0)).isGreaterThan(PAIRS / 2);
    assertThat(counts.getOrDefault("harmless", 0)).isGreaterThan(PAIRS / 5);
    // Where no record can come to the place of a change, as the contract contradicts itself there.
    assertThat(counts.getOrDefault("unconfirmed", 0))
        .isLessThan(counts.getOrDefault("confirmed", 0) / 100);
    // What cannot be told must stay the exception.
    assertThat(counts.getOrDefault("undecided", 0))
        .isLessThan(counts.getOrDefault("broken", 0) / 10);
  }

  /** False when the pair cannot be compared, as one of the two contradicts itself. */
  private boolean check(long seed) {
    Random random = new Random(seed * 7_919 + 17);
    RandomContract made = RandomContract.random(random);
    Contract old = read(made.yaml("1.0.0"));
    RandomContract changed = made.copy();
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) {
      changed.mutate(random);
    }
    Contract now = read(changed.yaml("1.1.0"));
    if (old == null || now == null) {
      return false;
    }
    if (!isSatisfiable(old, now) || !isSatisfiable(now, old)) {
      return false;
    }
    String about = "surety.seed=" + seed + "\n" + made.yaml("1.0.0") + "\n" + changed.yaml("1.1.0");
    ContractDiff diff = ContractDiff.between(old, now);
    nobodyBreaksHolds(diff, Party.STORED_DATA, old, now, random, about);
    nobodyBreaksHolds(diff, Party.CONSUMERS, now, old, random, about);
    everyBreakHasAWitness(diff, about);
    return true;
  }

  /** A contract that accepts no record breaks nobody, and would prove nothing. */
  private static boolean isSatisfiable(Contract contract, Contract other) {
    Random random = new Random(1);
    Judge judge = new Judge(contract);
    RecordGenerator generator =
        new RecordGenerator(new Candidates(new Literals(contract, other), random), random);
    SchemaObject object = contract.objects().get(0);
    RecordGenerator.Pair root =
        new RecordGenerator.Pair(judge.root(object), object.root(), null, null);
    for (int i = 0; i < RECORDS; i++) {
      String json = Sample.json(generator.object(root, Focus.NOWHERE, Fullness.SPARSE));
      if (judge.validator("things").validate(new Sample("k", Map.of(), json))
          instanceof Verdict.Accepted) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Contract read(String yaml) {
    Contract contract = ContractReader.read("thing.odcs.yaml", yaml).contract();
    return contract != null
            && RecordValidator.lint(contract).stream().noneMatch(problem -> problem.isError())
        ? contract
        : null;
  }

  private void nobodyBreaksHolds(
      ContractDiff diff, Party party, Contract from, Contract to, Random random, String about) {
    Judge source = new Judge(from);
    Judge target = new Judge(to);
    SchemaObject object = from.objects().get(0);
    SchemaObject peer = to.objects().get(0);
    RecordGenerator generator =
        new RecordGenerator(new Candidates(new Literals(from, to), random), random);
    RecordGenerator.Pair root =
        new RecordGenerator.Pair(
            source.root(object), object.root(), target.root(peer), peer.root());
    for (int i = 0; i < RECORDS; i++) {
      Fullness fullness = i % 2 == 0 ? Fullness.MIXED : Fullness.SPARSE;
      String json = i == 0 ? null : Sample.json(generator.object(root, Focus.NOWHERE, fullness));
      Sample record = new Sample(i == 1 ? null : "k", Map.of(), json);
      if (source.validator("things").validate(record) instanceof Verdict.Accepted) {
        count("records");
        Verdict verdict = target.validator("things").validate(record);
        if (verdict instanceof Verdict.Rejected rejected) {
          for (Violation violation : rejected.violations()) {
            assertThat(diff.changes())
                .as("%s\n%s: %s\n%s", about, party, json, violation)
                .anyMatch(
                    change ->
                        change.effect(party) != Effect.NONE
                            && WitnessSearch.shows(change, violation));
          }
        }
      }
    }
  }

  private void everyBreakHasAWitness(ContractDiff diff, String about) {
    ConfirmedDiff confirmed = WitnessSearch.confirm(diff);
    for (int i = 0; i < diff.changes().size(); i++) {
      Change before = diff.changes().get(i);
      Change after = confirmed.diff().changes().get(i);
      assertThat(rowsOf(before)).as(about + before).containsAll(before.broken());
      count(before.isHarmless() ? "harmless" : before.broken().isEmpty() ? "asked" : "said");
      for (Party party : Party.values()) {
        if (before.effect(party) == Effect.BREAKS) {
          count(after.effect(party) == Effect.BREAKS ? "confirmed" : "unconfirmed");
        }
      }
      if (after.effects().containsValue(Effect.UNKNOWN)) {
        count("undecided");
      } else if (!after.isHarmless()) {
        count("broken");
      }
      witnessesAreReal(confirmed, i, about);
    }
  }

  private static Set<Party> rowsOf(Change change) {
    EnumSet<Party> parties = EnumSet.noneOf(Party.class);
    change.kind().rows().forEach(row -> parties.addAll(row.breaks()));
    return parties;
  }

  private static void witnessesAreReal(ConfirmedDiff confirmed, int index, String about) {
    Change change = confirmed.diff().changes().get(index);
    Judge old = new Judge(confirmed.diff().before().contract());
    Judge now = new Judge(confirmed.diff().after().contract());
    for (Party party : change.broken()) {
      if (change.kind().isAgreement()) {
        continue;
      }
      Witness witness = confirmed.witnesses().get(index).get(party);
      assertThat(witness).as("%s\n%s", about, change).isNotNull();
      Judge accepting = party == Party.CONSUMERS ? now : old;
      Judge refusing = party == Party.CONSUMERS ? old : now;
      assertThat(accepting.validator("things").validate(witness.record()))
          .isInstanceOf(Verdict.Accepted.class);
      assertThat(refusing.validator("things").validate(witness.record()))
          .isInstanceOf(Verdict.Rejected.class);
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
