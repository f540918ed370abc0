package org.waybill.api.a2a;

/**
 * What the specification of the agent-to-agent protocol asks for, scenario by scenario, on
 * whichever server. Its model is a {@link Singer}, it may call 127.0.0.1, and nobody waits there
 * for longer than some seconds.
 */
public interface A2aContract
    extends CardScenarios,
        RpcScenarios,
        HttpScenarios,
        TaskScenarios,
        ListScenarios,
        PartScenarios,
        StreamScenarios,
        PushScenarios,
        OlderScenarios,
        LoadScenarios {}
