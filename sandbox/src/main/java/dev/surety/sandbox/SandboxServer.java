package dev.surety.sandbox;

import java.nio.file.Path;

/** One server of a {@link Sandbox}, to be broken and repaired in fault tests. */
public final class SandboxServer {
  private final Sandbox sandbox;
  private final String name;

  SandboxServer(Sandbox sandbox, String name) {
    this.sandbox = sandbox;
    this.name = name;
  }

  /** Such as {@code kafka-1}. */
  public String name() {
    return name;
  }

  /** Where its data, configuration and logs are. */
  public Path dir() {
    return ServerDir.of(sandbox.dir(), name).path();
  }

  /** How it is now. */
  public ServerStatus status() {
    return sandbox.statusOf(name);
  }

  /** Ends the process at once (SIGKILL) and returns when it is gone. */
  public void kill() {
    process().kill();
  }

  /** Freezes the process (SIGSTOP): it keeps its connections and answers nothing. */
  public void pause() {
    process().pause();
  }

  /** Lets a paused process go on (SIGCONT). */
  public void resume() {
    process().resume();
  }

  /**
   * Starts it again after it has ended, with the same ports and data, and returns when it answers.
   * A broker that was killed may have to wait until its last session expires: 4 s with one broker,
   * 9 s with three.
   */
  public void start(Progress progress) {
    sandbox.startAgain(name, progress);
  }

  private ServerProcess process() {
    return sandbox
        .process(name)
        .orElseThrow(
            () ->
                new SandboxException(
                    SandboxException.Code.WRONG_STATE, name + " is not running; start it first"));
  }
}
