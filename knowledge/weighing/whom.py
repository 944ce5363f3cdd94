"""Whether a sentence tells who it is that was asked for, or whom one may turn to."""

from __future__ import annotations

import re

from knowledge.model import Ask, Question

_ROLE = (
    r"(?:[^成增延生专擅特伸]长|书记|主任|主席|总理|总统|委员|代表|队员|警员|职员|法官|检察官|律师|负责人|带头人|领导|群众|一把手|[干民辅刑交]警|警察|骑手|司机|患者|当事人|嫌疑人|被告人?|老人|学生|孩子|[村居市农]民|儿童|妇女|同志|职工|"
    r"的?那?个?人(?!民|大|才|社|工)|老板|头头|先生|女士|[运队警职演教船党会议]员|运动员|选手|冠军|得主|获得者|作者|教授|院士|医生|师傅|模范|烈士|董事|经理|总裁)"
)
POST = "(?:[局院厅省市县区镇乡]长|检察长|书记|主任|部长)"
BARE_POST = re.compile(f"{POST}$")
PERSON = re.compile(
    rf"{_ROLE}的?(?:是|叫|名|姓|又是|到底|究竟|现在|目前|如今|现任|当前)*(?:谁|什么|啥|哪[一]?位|哪[一]?个(?:人(?!民|大|才|社|工)|$)|何人|名字|姓名)|(?:谁|哪位)(?:是|当|担任|任).{{0,12}}?{_ROLE}|哪一?[个位名]{_ROLE}(?![\u4e00-\u9fff]{{2,8}}?(?:项目|工程|中心|机构|医院|学校|活动|平台|基地|法庭|组织|协会))|{POST}$"
)
"""A question for the name of a person, or just the post."""
CHIEF = re.compile("(?<!总)(?P<post>书记|经理|工程师)")
"""A post that the same with 总 before it is not: 总书记 for 书记."""
DEPUTY = re.compile(r"副[\u4e00-\u9fff]{0,4}(?:长|书记|主任|主席|经理|总裁)")
WHO = re.compile(r"谁")
ACTOR = re.compile(
    r"公司|集团|企业|政府|法院|机关|单位|中心|学校|大学|协会|委员会|运动员|代表|[局厅委院队组省市县](?![门场])"
)
"""What may have done something, other than a person by name."""
TURN_TO = re.compile("(?:找|问|联系|求)(?:谁|哪)")
TURNED_TO = re.compile(
    "中心|窗口|大厅|法院|检察院|公安|派出所|[局委](?![员会])|委员会|部门|机关|机构|热线|平台|律师|调解员|[作务]站|[法务诊]所"
)
"""Whom one may turn to: more than any 市 or 队."""
NAMED = re.compile(
    r"(?:长|书记|主任|主席|委员|代表|法官|检察官|律师|记者|编辑|同志|先生|女士|负责人|[干民辅交]警|警官|教师|老师|医生|护士|教授|院士|选手|[村居市]民|[调网运队教职]\S{0,2}员)[:：\s]*"
    r"[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗方俞任袁柳鲍史唐费薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮齐康伍余元顾孟黄穆萧尹姚邵汪毛狄米贝明臧戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解丁邓郁单洪包左石崔吉龚程邢裴陆荣翁曲家封芮靳段富巫乌焦巴弓车侯全班仰仲伊宁仇甘武符刘景詹龙叶司黎薄白蒲从鄂索赖卓蔺池乔胥闻翟谭劳姬申冉雍桑桂牛寿边燕尚温庄晏瞿阎习艾鱼容向古易廖耿匡国文寇广东欧沃利师巩聂晁敖冷辛阚那简饶沙鞠丰关查荆红游竺权盖益公覃岑谌佟佘苟屠瞿麦邝阳粟占岳缪项闵席管祖涂谷冼晋楚阎栾冀郏浦尚农温别荀][\u4e00-\u9fff]{1,2}"
)


def lacks_whom(question: Question, sentence: str) -> str:
    """The same of who it is, or whom one may turn to."""
    if PERSON.search(question.text) and question.asks in (Ask.WHO, Ask.WHICH) and not NAMED.search(sentence):
        return "person"
    post = BARE_POST.search(question.asked)
    if question.asks is Ask.WHO and post and post[0] not in sentence:
        return "person"
    if question.asks in (Ask.WHO, Ask.WHICH) and DEPUTY.search(question.text) and "副" not in sentence:
        return "person"
    chief = CHIEF.search(question.asked)
    if chief and f"总{chief['post']}" in sentence and not CHIEF.search(sentence):
        return "detail"
    if question.asks is Ask.WHO and WHO.search(question.text) and not NAMED.search(sentence):
        if TURN_TO.search(question.text):
            return "" if TURNED_TO.search(sentence) else "detail"
        if not ACTOR.search(sentence):
            return "person"
    return ""
