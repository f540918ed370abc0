package org.waybill;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Date;

/** Every way to ask the machine what time it is, method references included. */
final class SystemTime {

  private SystemTime() {}

  static DescribedPredicate<JavaAccess<?>> isRead() {
    return DescribedPredicate.describe(
        "the system's time is read", access -> reads(access.getTarget()));
  }

  private static boolean reads(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    if (owner.equals(System.class.getName())) {
      return name.equals("nanoTime") || name.equals("currentTimeMillis");
    }
    if (owner.equals(Clock.class.getName())) {
      return name.startsWith("system") || name.startsWith("tick");
    }
    if (owner.equals(Date.class.getName())) {
      return isWithoutParameters(target) && name.equals("<init>");
    }
    // Such as Instant.now(); the methods that are given a clock are welcome.
    return owner.startsWith("java.time.") && name.equals("now") && !takesClock(target);
  }

  private static boolean isWithoutParameters(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitAccessTarget call
        && call.getRawParameterTypes().isEmpty();
  }

  private static boolean takesClock(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitAccessTarget call
        && call.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
  }
}
