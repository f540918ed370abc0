/**
 * Why a bar is missed: a flight recording of a system under load, with settings light enough not to
 * change what they measure, read back and summed up.
 */
package org.waybill.bench.profile;
