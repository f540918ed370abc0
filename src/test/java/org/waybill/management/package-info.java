/** MBeans, by themselves and over JMX. */
package org.waybill.management;
