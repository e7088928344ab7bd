package dev.surety.watch.probe;

/** An HTTP server answered, but not with what it was asked for. */
final class HttpStatusException extends ProbeException {
  private static final long serialVersionUID = 1L;

  HttpStatusException(String path, int status) {
    super(path + " answered " + status);
  }
}
