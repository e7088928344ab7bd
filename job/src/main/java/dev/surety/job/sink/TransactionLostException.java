package dev.surety.job.sink;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A transaction of a completed checkpoint was aborted: its records are on no topic. A restart from
 * that checkpoint would not bring them back, so Flink makes none; a start that goes back to the
 * checkpoint before does.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class TransactionLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TransactionLostException(String message) {
    super(message);
  }
}
