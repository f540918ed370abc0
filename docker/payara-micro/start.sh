#!/usr/bin/env bash
# Starts Payara Micro with the adapter and the application; becomes it, so that signals reach it.
set -euo pipefail

: "${WAYBILL_DB_URL:?}" "${WAYBILL_DB_PASSWORD:?}" "${WAYBILL_BROKER_URL:?}" "${WAYBILL_BROKER_PASSWORD:?}"

here=$(cd "$(dirname "$0")" && pwd)
payara=${PAYARA_MICRO_JAR:-/opt/payara/payara-micro.jar}
driver=("$here"/postgresql-*.jar)

# A database that vanishes gives errors, not threads that hang.
options='ApplicationName=waybill&connectTimeout=5&loginTimeout=5&socketTimeout=30&tcpKeepAlive=true&reWriteBatchedInserts=true&stringtype=unspecified'
case $WAYBILL_DB_URL in
  *\?*) WAYBILL_JDBC_URL="$WAYBILL_DB_URL&$options" ;;
  *) WAYBILL_JDBC_URL="$WAYBILL_DB_URL?$options" ;;
esac
export WAYBILL_JDBC_URL
export WAYBILL_JDBC_URL_RELAXED="$WAYBILL_JDBC_URL&options=-c%20synchronous_commit=off"
export WAYBILL_DB_USER=${WAYBILL_DB_USER:-waybill}
export WAYBILL_BROKER_USER=${WAYBILL_BROKER_USER:-waybill}
export WAYBILL_ADAPTER=$here/artemis.rar
export WAYBILL_CONSUMERS=$here/waybill-consumers.rar
export WAYBILL_RESOURCES=$here/resources.xml

# shellcheck disable=SC2086 # Options are words.
exec java ${WAYBILL_JAVA_OPTIONS:--Xmx512m} -jar "$payara" \
  --nocluster --disablephonehome --port "${WAYBILL_HTTP_PORT:-8080}" \
  --addlibs "${driver[0]}" \
  --logproperties "$here/logging.properties" \
  --prebootcommandfile "$here/pre-boot.asadmin" \
  --postbootcommandfile "$here/post-boot.asadmin" \
  --postdeploycommandfile "$here/post-deploy.asadmin" \
  --deploy "$here/waybill.war"
