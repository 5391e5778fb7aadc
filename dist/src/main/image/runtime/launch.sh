# Read by bin/*, which set $home, $module and $heap. FOGLINE_JAVA_OPTS comes last, so it wins.

# Without a UTF-8 locale the JVM can neither print nor open names outside ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
  *[Uu][Tt][Ff]*8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# The cache was made under these very flags. Under others, or if it is gone, the JVM starts without it, and slower.
cache=$home/runtime/lib/$module.aot
worker=
aot=-XX:AOTCache=$cache
if [ "${1-}" = train-cache ]; then
  aot=-XX:AOTCacheOutput=$cache
  worker=-Dfogline.worker.cache-output=$home/runtime/lib/dev.fogline.backend.llamacpp.aot
fi

exec "$home/runtime/bin/java" "$aot" ${worker:+"$worker"} -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr \
  -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms64m -Xmx"$heap" \
  -XX:NewSize=32m -XX:MaxNewSize=48m -XX:SurvivorRatio=4 -XX:TargetSurvivorRatio=90 -XX:TrimNativeHeapInterval=10000 -XX:+ExitOnOutOfMemoryError \
  -Dfogline.home="$home" -Dfogline.version="@version@" ${FOGLINE_JAVA_OPTS-} -m "$module/$module.Main" "$@"
