package dev.surety.oracle;

/**
 * The oracle could not do its work: producing or reading failed. It says nothing of the pipeline.
 */
public final class OracleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OracleException(String message) {
    super(message);
  }

  public OracleException(String message, Throwable cause) {
    super(message, cause);
  }
}
