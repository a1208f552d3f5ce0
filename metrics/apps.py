from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "metrics"
    verbose_name = "Metrics"

    def ready(self) -> None:
        from metrics.part import MaturityPart, MetricsPart
        from plans import parts

        parts.register(MaturityPart())
        parts.register(MetricsPart())
