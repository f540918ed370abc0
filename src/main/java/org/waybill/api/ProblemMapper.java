package org.waybill.api;

import jakarta.json.JsonException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.json.RefusedJson;
import org.waybill.limit.LimitReached;
import org.waybill.outbound.RefusedAddress;
import org.waybill.sql.DatabaseException;
import org.waybill.streaming.TooManyConnections;
import org.waybill.task.InvalidTask;
import org.waybill.task.SearchTimeout;

/** Turns whatever went wrong into a problem that tells the caller what to do. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
  private static final int LIMIT_RETRY_SECONDS = 60;
  private static final int DATABASE_RETRY_SECONDS = 2;
  private static final int CONNECTION_RETRY_SECONDS = 10;

  @Override
  public Response toResponse(Throwable error) {
    return toResponse(problem(error));
  }

  /** A problem as an answer. */
  public static Response toResponse(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.toJson().toString());
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.header("Retry-After", Integer.toString(seconds)));
    if (problem.status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response.build();
  }

  /** What an error means to the caller. */
  public static Problem problem(Throwable error) {
    if (error instanceof Problem problem) {
      return problem;
    }
    if (error instanceof TooManyConnections many) {
      return many.isOfUser()
          ? Problem.tooMany(many.getMessage(), CONNECTION_RETRY_SECONDS)
          : Problem.unavailable(many.getMessage(), CONNECTION_RETRY_SECONDS);
    }
    if (error instanceof CompletionException || error instanceof ExecutionException) {
      return error.getCause() == null ? unexpected(error) : problem(error.getCause());
    }
    if (error instanceof SubmissionRejected full) {
      return problem(full);
    }
    if (error instanceof LimitReached reached) {
      return Problem.limitReached(reached.getMessage(), reached.excess(), LIMIT_RETRY_SECONDS);
    }
    if (error instanceof InvalidTask invalid) {
      return Problem.badRequest(invalid.field(), invalid.getMessage());
    }
    if (error instanceof SearchTimeout late) {
      return Problem.badRequest("q", late.getMessage());
    }
    if (error instanceof RefusedAddress refused) {
      return Problem.badRequest(refused.field(), refused.getMessage());
    }
    if (error instanceof RefusedJson refused) {
      return refused.isTooLarge()
          ? Problem.tooLarge(refused.getMessage()).at(refused.path())
          : Problem.badRequest(refused.path(), refused.getMessage());
    }
    if (error instanceof JsonException) {
      return Problem.badRequest("body", "body is not valid JSON: " + error.getMessage());
    }
    if (error instanceof DatabaseException failure) {
      return failure.isDataError() ? refusedData() : databaseAway(failure);
    }
    if (error instanceof WebApplicationException web) {
      if (web.getCause() instanceof Problem problem) {
        return problem;
      }
      Response.StatusType status = web.getResponse().getStatusInfo();
      return new Problem(status.getStatusCode(), status.getReasonPhrase(), web.getMessage(), null);
    }
    if (error instanceof ProcessingException) {
      // A header of a form that the server reads by itself, such as If-None-Match.
      return Problem.badRequest("headers", "a request header cannot be parsed");
    }
    // JPA wraps the driver's exception, each provider in its own way.
    return DatabaseException.in(error)
        .map(failure -> failure.isDataError() ? refusedData() : databaseAway(failure))
        .orElseGet(() -> unexpected(error));
  }

  private static Problem problem(SubmissionRejected full) {
    int retryAfter = full.retryAfterSeconds();
    if (full.excess().isPresent()) {
      return Problem.limitReached(full.getMessage(), full.excess().get(), retryAfter);
    }
    return full.isTooOften()
        ? Problem.tooMany(full.getMessage(), retryAfter)
        : Problem.unavailable(full.getMessage(), retryAfter);
  }

  private static Problem refusedData() {
    return Problem.badRequest(
        "body",
        "the database cannot store or compare a value in this request; allowed: text without"
            + " U+0000, times in the years 1 to 9999");
  }

  private static Problem databaseAway(DatabaseException failure) {
    LOG.log(
        Level.WARNING,
        "Answered 503, the database rejected the statement: {0}",
        failure.getMessage());
    String what =
        switch (failure.condition().orElse("")) {
          case "read_only" -> "The database is read-only";
          case "full" -> "The database has no space left";
          case "locked" -> "The rows or tables are locked by another operation";
          default -> "The database does not respond";
        };
    return Problem.unavailable(
        failure.isOutcomeKnown()
            ? what + "; nothing was stored."
            : "The database did not respond in time, so it is unknown whether the request was"
                + " stored. Retry with the same Idempotency-Key.",
        DATABASE_RETRY_SECONDS);
  }

  private static Problem unexpected(Throwable error) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    UnexpectedErrorLog.log(LOG, id, error);
    return new Problem(500, "Internal error", "Unexpected error, logged as " + id + ".", null);
  }
}
