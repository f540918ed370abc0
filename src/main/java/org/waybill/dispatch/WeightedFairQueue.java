package org.waybill.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.waybill.owner.Owner;

/**
 * Round-robin of one queue: across tenants, and within a tenant across its users. Each has a
 * counter of turns, which grows more slowly for a higher weight; the lowest counter is next, and
 * among equals the one whose first task ranks first. Turns are not saved up during a pause. It
 * knows only the owners, not their tasks, so its cost depends on the number of waiting users.
 *
 * <p>Used by one thread.
 */
final class WeightedFairQueue {

  /** Decides who may take another turn now; every admission is counted. */
  interface Admission {

    /** The answer to a request for a turn. */
    enum Answer {
      YES,
      NOT_THIS_USER,
      NOT_THIS_TENANT,
      NOBODY
    }

    Answer ask(Owner owner);
  }

  /** How many turns one takes for each of one with weight 1. */
  interface Weights {
    double ofTenantWeight(String tenant);

    double ofUserWeight(Owner owner);
  }

  /** A participant of the round-robin. */
  private static class Entry {
    static final Comparator<Entry> FIRST =
        Comparator.comparingDouble((Entry t) -> t.turn)
            .thenComparing(t -> t.rank)
            .thenComparing(t -> t.name);

    final String name;
    double turn;
    Instant rank;

    Entry(String name, double turn, Instant rank) {
      this.name = name;
      this.turn = turn;
      this.rank = rank;
    }
  }

  /** Participants that take turns with each other. */
  private static class Level<T extends Entry> {
    private final Map<String, T> byName = new HashMap<>();
    private final TreeSet<T> order = new TreeSet<>(Entry.FIRST);
    private double now;

    T find(String name) {
      return byName.get(name);
    }

    void join(T turner) {
      byName.put(turner.name, turner);
      order.add(turner);
    }

    void leave(T turner) {
      byName.remove(turner.name);
      order.remove(turner);
    }

    void rank(T turner, Instant rank) {
      boolean isIn = order.remove(turner);
      turner.rank = rank;
      if (isIn) {
        order.add(turner);
      }
    }

    /** Counts turns; a negative number gives them back. */
    void turn(T turner, double turns) {
      boolean isIn = order.remove(turner);
      now = Math.max(now, Math.min(turner.turn, turner.turn + turns));
      turner.turn += turns;
      if (isIn) {
        order.add(turner);
      }
    }
  }

  private static final class User extends Entry {
    private final Owner owner;

    private User(Owner owner, double turn, Instant rank) {
      super(owner.userId(), turn, rank);
      this.owner = owner;
    }
  }

  private static final class Tenant extends Entry {
    private final Level<User> users = new Level<>();

    private Tenant(String name, double turn, Instant rank) {
      super(name, turn, rank);
    }
  }

  private final Level<Tenant> tenants = new Level<>();
  private final Supplier<? extends Weights> weights;

  WeightedFairQueue(Supplier<? extends Weights> weights) {
    this.weights = weights;
  }

  boolean isEmpty() {
    return tenants.byName.isEmpty();
  }

  /** Number of users with ready tasks. */
  int size() {
    return tenants.byName.values().stream().mapToInt(tenant -> tenant.users.byName.size()).sum();
  }

  /** A task of this rank is ready for this owner, perhaps among others. */
  void enqueue(Owner owner, Instant rank) {
    Tenant tenant = tenants.find(owner.tenant());
    if (tenant == null) {
      tenant = new Tenant(owner.tenant(), tenants.now, rank);
      tenants.join(tenant);
    }
    User user = tenant.users.find(owner.userId());
    if (user == null) {
      tenant.users.join(new User(owner, tenant.users.now, rank));
    } else if (rank.isBefore(user.rank)) {
      tenant.users.rank(user, rank);
    }
    tenants.rank(tenant, tenant.users.order.first().rank);
  }

  /**
   * The next turns, assuming that everyone has enough tasks.
   *
   * @param most maximum number of turns
   * @return the owners, in order; one may have several turns
   */
  List<Owner> next(int most, Admission admission) {
    List<Owner> turns = new ArrayList<>();
    List<Tenant> restingTenants = new ArrayList<>();
    Map<Tenant, List<User>> restingUsers = new HashMap<>();
    while (turns.size() < most && !tenants.order.isEmpty()) {
      Tenant tenant = tenants.order.first();
      if (tenant.users.order.isEmpty()) {
        tenants.order.remove(tenant);
        restingTenants.add(tenant);
        continue;
      }
      User user = tenant.users.order.first();
      Admission.Answer answer = admission.ask(user.owner);
      if (answer == Admission.Answer.NOBODY) {
        break;
      }
      switch (answer) {
        case YES -> {
          turns.add(user.owner);
          tenant.users.turn(user, 1 / weights.get().ofUserWeight(user.owner));
          tenants.turn(tenant, 1 / weights.get().ofTenantWeight(tenant.name));
          tenants.rank(tenant, tenant.users.order.first().rank);
        }
        case NOT_THIS_USER -> {
          tenant.users.order.remove(user);
          restingUsers.computeIfAbsent(tenant, t -> new ArrayList<>()).add(user);
        }
        case NOT_THIS_TENANT -> {
          tenants.order.remove(tenant);
          restingTenants.add(tenant);
        }
        case NOBODY -> throw new IllegalStateException();
      }
    }
    restingUsers.forEach((tenant, users) -> tenant.users.order.addAll(users));
    tenants.order.addAll(restingTenants);
    return turns;
  }

  /** This owner has no more tasks; unused turns are given back. */
  void leave(Owner owner, int unused) {
    Tenant tenant = tenants.find(owner.tenant());
    User user = tenant == null ? null : tenant.users.find(owner.userId());
    if (user == null) {
      return;
    }
    tenant.users.leave(user);
    if (tenant.users.byName.isEmpty()) {
      tenants.leave(tenant);
    } else {
      tenants.turn(tenant, -unused / weights.get().ofTenantWeight(tenant.name));
    }
  }

  /** Updates an owner: its first task has this rank. */
  void first(Owner owner, Instant rank) {
    Tenant tenant = tenants.find(owner.tenant());
    User user = tenant == null ? null : tenant.users.find(owner.userId());
    if (user != null) {
      tenant.users.rank(user, rank);
    }
  }
}
