package org.waybill.management;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.ReflectionException;
import javax.management.StandardMBean;

/**
 * An MXBean whose metadata says what its interface says by {@link Description}. It is called by
 * threads of JMX connectors: they get the application's class loader for the call, without which no
 * bean of the application can be reached.
 */
final class DescribedMBean extends StandardMBean {

  <T> DescribedMBean(T bean, Class<T> face) {
    super(bean, face, true);
  }

  @Override
  public Object getAttribute(String name)
      throws AttributeNotFoundException, MBeanException, ReflectionException {
    ClassLoader before = enter();
    try {
      return super.getAttribute(name);
    } finally {
      leave(before);
    }
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    ClassLoader before = enter();
    try {
      return super.getAttributes(names);
    } finally {
      leave(before);
    }
  }

  @Override
  public Object invoke(String operation, Object[] arguments, String[] types)
      throws MBeanException, ReflectionException {
    ClassLoader before = enter();
    try {
      return super.invoke(operation, arguments, types);
    } finally {
      leave(before);
    }
  }

  private static ClassLoader enter() {
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    caller.setContextClassLoader(DescribedMBean.class.getClassLoader());
    return before;
  }

  private static void leave(ClassLoader before) {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return getMBeanInterface().getAnnotation(Description.class).value();
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return described((info.isIs() ? "is" : "get") + info.getName());
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return described(info.getName());
  }

  @Override
  protected int getImpact(MBeanOperationInfo info) {
    return MBeanOperationInfo.ACTION;
  }

  @Override
  protected String getParameterName(MBeanOperationInfo of, MBeanParameterInfo info, int at) {
    return parameter(of, at).map(Description::name).orElse(info.getName());
  }

  @Override
  protected String getDescription(MBeanOperationInfo of, MBeanParameterInfo info, int at) {
    return parameter(of, at).map(Description::value).orElse(info.getDescription());
  }

  private String described(String method) {
    return method(method)
        .map(each -> each.getAnnotation(Description.class))
        .map(Description::value)
        .orElse(method);
  }

  private Optional<Description> parameter(MBeanFeatureInfo of, int at) {
    return method(of.getName())
        .map(each -> each.getParameters()[at].getAnnotation(Description.class));
  }

  private Optional<Method> method(String name) {
    return Arrays.stream(getMBeanInterface().getMethods())
        .filter(each -> each.getName().equals(name))
        .findFirst();
  }
}
