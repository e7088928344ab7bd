package dev.surety.cli.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Live lines as lines of the log. */
public final class LogView implements RunView {
  private static final Logger LOG = LoggerFactory.getLogger(LogView.class);

  @Override
  public void note(String sentence) {
    LOG.info("{}", sentence);
  }

  @Override
  public void status(RunStatus status) {
    LOG.info("{}", TerminalView.line(status));
  }

  @Override
  public void summary(RunStatus status, String sentence) {
    LOG.info("{}: {}", sentence, TerminalView.line(status));
  }
}
