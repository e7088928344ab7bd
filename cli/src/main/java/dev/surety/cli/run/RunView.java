package dev.surety.cli.run;

/** Shows a run to its user. Called from one thread. */
public interface RunView {
  /** Something that happened, in a sentence. */
  void note(String sentence);

  /** How the run is doing now. */
  void status(RunStatus status);

  /** How it was doing at the end; no status follows. */
  void summary(RunStatus status, String sentence);
}
