package org.waybill.consumer;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;

/** What a message-driven bean may say of itself: where its connections come from. */
public class ConsumerActivation implements ActivationSpec, Serializable {

  private static final long serialVersionUID = 1L;

  private String connectionFactory = "jms/waybill";
  private transient ResourceAdapter adapter;

  /** JNDI name of the connection factory. */
  public String getConnectionFactory() {
    return connectionFactory;
  }

  public void setConnectionFactory(String connectionFactory) {
    this.connectionFactory = connectionFactory;
  }

  @Override
  public void validate() throws InvalidPropertyException {
    if (connectionFactory == null || connectionFactory.isBlank()) {
      throw new InvalidPropertyException("connectionFactory is empty; allowed: a JNDI name");
    }
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
    this.adapter = adapter;
  }
}
