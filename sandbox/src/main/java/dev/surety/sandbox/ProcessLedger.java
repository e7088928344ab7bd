package dev.surety.sandbox;

/** Where it is written down which processes were started; the caller holds the lock. */
interface ProcessLedger {
  /** Keeps the process of a server that was just launched. */
  void launched(String server, ProcessRecord process);

  /** Forgets the process of a server that has ended. */
  void ended(String server);
}
