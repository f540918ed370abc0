package org.waybill.mcp;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;

/**
 * The threads that hold calls of tools open, apart from those of workers and tools: a server that
 * asks a person something waits on one of these, and on no other.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = McpExecutor.NAME, maxAsync = McpExecutor.AT_ONCE)
public class McpExecutor {

  static final String NAME = "java:app/concurrent/waybill-mcp";
  static final int AT_ONCE = 128;

  @Resource(lookup = NAME)
  private ManagedExecutorService managed;

  ExecutorService threads() {
    return managed;
  }
}
