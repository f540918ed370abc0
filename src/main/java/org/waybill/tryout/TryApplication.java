package org.waybill.tryout;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Throw-away. */
@ApplicationPath("/")
public class TryApplication extends Application {}
